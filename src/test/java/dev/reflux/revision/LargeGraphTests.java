package dev.reflux.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.RevisionGraphException.Kind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Graphs that overflow a stack or take minutes when a walk is recursive or a step copies what all steps share. The bounds
 * are far above what is needed, so that a busy machine does not fail them.
 */
@Timeout(120)
class LargeGraphTests {

    private static RevisionNode node(String id, List<String> down, List<String> dependsOn) {
        return new RevisionNode(id, down, dependsOn, List.of(), null, id + ".sql");
    }

    private static List<RevisionNode> chain(String name, int length) {
        List<RevisionNode> nodes = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            nodes.add(node(name + i, i == 0 ? List.of() : List.of(name + (i - 1)), List.of()));
        }
        return nodes;
    }

    /** Time on the processor, not on the clock, and the best of some: what else the machine does must not count. */
    private static Duration bestProcessorTime(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = threads.getCurrentThreadCpuTime();
            work.run();
            best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
        }
        return Duration.ofNanos(best);
    }

    @Test
    void aChainOfAHundredThousandGoesUpAndDown() {
        RevisionGraph graph = RevisionGraph.of(chain("r", 100_000));
        MigrationPlan up = graph.planUpgrade(List.of(), "head");
        assertThat(up.steps()).hasSize(100_000);
        assertThat(bestProcessorTime(() -> graph.planUpgrade(List.of(), "head")))
                .isLessThan(Duration.ofSeconds(1));
        MigrationPlan down = graph.planDowngrade(up.to(), "base");
        assertThat(down.steps()).hasSize(100_000);
        assertThat(down.to()).isEmpty();
        assertThat(graph.planDowngrade(up.to(), "-99999").to()).containsExactly("r0");
    }

    @Test
    void fiftyBranchesOfTenThousandKeepTheirRowsCheap() {
        List<RevisionNode> nodes = new ArrayList<>();
        for (int branch = 0; branch < 50; branch++) {
            nodes.addAll(chain("b" + branch + "x", 10_000));
        }
        RevisionGraph graph = RevisionGraph.of(nodes);
        MigrationPlan plan = graph.planUpgrade(List.of(), "heads");
        assertThat(plan.steps()).hasSize(500_000);
        assertThat(plan.to()).hasSize(50);
    }

    @Test
    void mergesOfOneLongBranchThatDependOnTheSameRevisionAreChecked() {
        int count = 50_000;
        List<RevisionNode> nodes = new ArrayList<>(chain("side", count));
        nodes.add(node("needed", List.of(), List.of()));
        nodes.add(node("merge0", List.of("side" + (count - 1)), List.of("needed")));
        for (int i = 1; i < count; i++) {
            nodes.add(node("merge" + i, List.of("merge" + (i - 1), "side" + (count - 1 - i)), List.of("needed")));
        }
        RevisionGraph graph = RevisionGraph.of(nodes);
        assertThat(graph.planUpgrade(List.of(), "heads").steps()).hasSize(2 * count + 1);
        assertThat(bestProcessorTime(() -> RevisionGraph.of(nodes))).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void labelsOfManyBranchesAreMergedOneByOne() {
        int count = 4000;
        List<RevisionNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(new RevisionNode("base" + i, List.of(), List.of(), List.of("label" + i), null, "b.sql"));
            nodes.add(node("merge" + i, i == 0 ? List.of("base0") : List.of("merge" + (i - 1), "base" + i), List.of()));
        }
        assertThat(RevisionGraph.of(nodes).effectiveLabels("merge" + (count - 1)))
                .hasSize(count)
                .isSorted();
        assertThat(bestProcessorTime(() -> RevisionGraph.of(nodes))).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aHundredThousandBasesKeepTheirRowsCheap() {
        List<RevisionNode> nodes = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            nodes.add(node("r" + i, List.of(), List.of()));
        }
        RevisionGraph graph = RevisionGraph.of(nodes);
        MigrationPlan plan = graph.planUpgrade(List.of(), "heads");
        assertThat(plan.to()).hasSize(100_000);
        assertThat(plan.steps().get(49_999).headsAfter()).hasSize(50_000);
        assertThat(graph.planDowngrade(plan.to(), "base").to()).isEmpty();
    }

    @Test
    void twoChainsThatDependOnAThirdStepByStepStayLinear() {
        int length = 30_000;
        List<RevisionNode> nodes = new ArrayList<>(chain("a", length));
        for (String name : List.of("b", "c")) {
            for (int i = 0; i < length; i++) {
                nodes.add(node(name + i, i == 0 ? List.of() : List.of(name + (i - 1)), List.of("a" + i)));
            }
        }
        RevisionGraph graph = RevisionGraph.of(nodes);
        MigrationPlan plan = graph.planUpgrade(List.of(), "heads");
        assertThat(plan.steps()).hasSize(3 * length);
        assertThat(plan.to()).containsExactly("b" + (length - 1), "c" + (length - 1));
    }

    @Test
    void aLadderOfMergesStaysLinear() {
        List<RevisionNode> nodes = new ArrayList<>();
        nodes.add(node("m0", List.of(), List.of()));
        for (int i = 1; i <= 25_000; i++) {
            nodes.add(node("l" + i, List.of("m" + (i - 1)), i == 1 ? List.of() : List.of("l1")));
            nodes.add(node("r" + i, List.of("m" + (i - 1)), List.of()));
            nodes.add(node("m" + i, List.of("l" + i, "r" + i), List.of()));
        }
        RevisionGraph graph = RevisionGraph.of(nodes);
        MigrationPlan up = graph.planUpgrade(List.of(), "head");
        assertThat(up.to()).containsExactly("m25000");
        assertThat(graph.planDowngrade(up.to(), "m0").to()).containsExactly("m0");
        assertThat(graph.history(null, List.of())).hasSize(75_001);
    }

    @Test
    void manyHeadsOfABranchAreNamedTogether() {
        List<RevisionNode> nodes = new ArrayList<>(chain("r", 10_000));
        List<String> heads = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            heads.add("h" + i);
            nodes.add(node("h" + i, List.of("r9999"), List.of()));
        }
        RevisionGraph graph = RevisionGraph.of(nodes);
        assertThat(bestProcessorTime(() -> assertThat(graph.resolve("r9999@heads"))
                        .extracting(RevisionNode::id)
                        .isEqualTo(heads)))
                .isLessThan(Duration.ofMillis(500));
        assertThat(bestProcessorTime(() -> assertThat(graph.planStamp(List.of(), List.of("heads"), false)
                                .to())
                        .hasSize(10_000)))
                .isLessThan(Duration.ofMillis(500));
    }

    @Test
    void aCycleBelowALongChainIsFound() {
        List<RevisionNode> nodes = new ArrayList<>(chain("r", 100_000));
        nodes.set(0, node("r0", List.of("r99999"), List.of()));
        GraphFixture.assertFails(Kind.CYCLE, () -> RevisionGraph.of(nodes));
    }
}
