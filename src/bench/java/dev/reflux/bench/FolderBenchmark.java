package dev.reflux.bench;

import dev.reflux.Reflux;
import dev.reflux.RevisionInfo;
import dev.reflux.RunOptions;
import dev.reflux.runtime.MigrationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Commands that answer from the files alone, beside reading these files and doing nothing with them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class FolderBenchmark {

    /** Number of revision files. */
    @Param({"1000", "10000"})
    public int revisions;

    private @Nullable Path folder;
    private @Nullable Reflux reflux;

    /** Writes the files, and leaves them in the cache of the operating system. */
    @Setup
    public void write() throws IOException {
        folder = SampleRevisions.write(Files.createTempDirectory("reflux-bench"), revisions);
        reflux = Reflux.builder()
                .url("r2dbc:postgresql://db.invalid/market")
                .locations(folder.toString())
                .build();
    }

    /** Removes them. */
    @TearDown
    public void remove() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The floor: every byte of every file, in the order of their names. */
    @Benchmark
    public long read() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().mapToLong(FolderBenchmark::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.readAllBytes(file).length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code heads}. */
    @Benchmark
    public List<RevisionInfo> heads() {
        return reflux.heads().block();
    }

    /** {@code history}. */
    @Benchmark
    public List<RevisionInfo> history() {
        return reflux.history().block();
    }

    /** {@code upgrade heads --dry-run --from base}. */
    @Benchmark
    public MigrationReport dryRun() {
        return reflux.upgrade("heads", RunOptions.DEFAULTS.dry().from(List.of()))
                .block();
    }
}
