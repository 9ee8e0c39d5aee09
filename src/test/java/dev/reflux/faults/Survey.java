package dev.reflux.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Tries a fault at many points, each whatever became of the others, and adds a row to {@code target/faults.md}. */
final class Survey {

    private static final Path TABLE = Path.of("target/faults.md");
    private static final String HEAD =
            "| fault | points tried | survived | lost | seconds |\n|---|---:|---:|---:|---:|\n";
    private static final int PROGRESS_EVERY = 25;
    private static final int SHOWN = 5;
    private static final int LIMIT_HOURS = 3;

    /** What is done at one point. */
    interface Trial<T> {
        void at(T point) throws Exception;
    }

    private final String fault;
    private final Extent extent;
    private final long start = System.nanoTime();
    private final List<AssertionError> lost = new ArrayList<>();
    private int wanted;
    private int tried;

    Survey(String fault, Extent extent) {
        this.fault = fault;
        this.extent = extent;
    }

    /** Tries all points, some at the same time. */
    <T> void atAll(List<T> points, int atOnce, Trial<T> trial) {
        wanted +=
                (int) points.stream().filter(point -> extent.wants(name(point))).count();
        ExecutorService executor = Executors.newFixedThreadPool(atOnce);
        try {
            points.forEach(point -> executor.execute(() -> tryAt(point, trial)));
            executor.shutdown();
            assertThat(executor.awaitTermination(LIMIT_HOURS, TimeUnit.HOURS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        } finally {
            executor.shutdownNow();
        }
    }

    /** Tries one point, unless another one alone is wanted. */
    <T> void at(T point, Trial<T> trial) {
        wanted += extent.wants(name(point)) ? 1 : 0;
        tryAt(point, trial);
    }

    private String name(Object point) {
        return fault + " @ " + point;
    }

    private <T> void tryAt(T point, Trial<T> trial) {
        String name = name(point);
        if (!extent.wants(name)) {
            return;
        }
        try {
            trial.at(point);
        } catch (Throwable e) {
            lost(name, e);
        }
        tried();
    }

    private synchronized void lost(String name, Throwable failure) {
        System.out.printf("LOST %s: %s%n", name, failure);
        lost.add(new AssertionError("-Dfaults.only='" + name + "': " + failure, failure));
    }

    private synchronized void tried() {
        if (++tried % PROGRESS_EVERY == 0) {
            System.out.printf("%s: %d tried, %d lost, %d s%n", fault, tried, lost.size(), seconds());
        }
    }

    /** Adds the row and fails where something was lost. */
    void finish() {
        if (extent.only() != null && tried == 0) {
            return;
        }
        record();
        if (!lost.isEmpty()) {
            AssertionError failure = new AssertionError(lost.size() + " of " + tried + " lost, by " + fault);
            lost.stream().limit(SHOWN).forEach(failure::addSuppressed);
            throw failure;
        }
        assertThat(tried).as("points of " + fault).isPositive().isEqualTo(wanted);
    }

    private void record() {
        String row =
                "| %s | %d | %d | %d | %d |%n".formatted(fault, tried, tried - lost.size(), lost.size(), seconds());
        System.out.print(row);
        try {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(
                    TABLE,
                    Files.exists(TABLE) ? row : HEAD + row,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long seconds() {
        return Duration.ofNanos(System.nanoTime() - start).toSeconds();
    }
}
