package dev.reflux.bench;

import dev.reflux.revision.MigrationPlan;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The graph in memory, which is to grow with its revisions and no faster. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class GraphBenchmark {

    /** Number of revisions. */
    @Param({"1000", "10000", "100000"})
    public int revisions;

    private List<RevisionNode> nodes = List.of();
    private RevisionGraph graph = RevisionGraph.of(nodes);
    private List<String> rows = List.of();

    /** Builds the graph that the questions are asked of. */
    @Setup
    public void build() {
        nodes = SampleRevisions.nodes(revisions);
        graph = RevisionGraph.of(nodes);
        rows = graph.planUpgrade(List.of(), "heads").to();
    }

    /** Checking the revisions. */
    @Benchmark
    public RevisionGraph check() {
        return RevisionGraph.of(nodes);
    }

    /** Everything up. */
    @Benchmark
    public MigrationPlan upgrade() {
        return graph.planUpgrade(List.of(), "heads");
    }

    /** Everything down. */
    @Benchmark
    public MigrationPlan downgrade() {
        return graph.planDowngrade(rows, "base");
    }

    /** Nothing to do, which is what a service that starts asks nearly always. */
    @Benchmark
    public MigrationPlan nothingToDo() {
        return graph.planUpgrade(rows, "heads");
    }

    /** Every revision, newest first. */
    @Benchmark
    public List<RevisionNode> history() {
        return graph.history(null, List.of());
    }
}
