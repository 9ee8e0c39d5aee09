package dev.reflux.bench;

import dev.reflux.junit.CleanChain;
import dev.reflux.junit.GeneratedChain;
import dev.reflux.junit.ServerKind;
import dev.reflux.junit.TestServer;
import dev.reflux.junit.TestServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** How long {@code MigrationChecks} take for a clean chain, check by check. Once: it is what a build waits for. */
public final class ChecksBenchmark {

    private static final int REVISIONS = 300;
    private static final long SEED = 7;

    private ChecksBenchmark() {}

    /**
     * Generates a chain and checks it.
     *
     * @param arguments how many revisions; none: 300
     */
    public static void main(String[] arguments) throws IOException {
        int revisions = arguments.length == 0 ? REVISIONS : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("reflux-bench");
        try (TestServer server = TestServer.start(ServerKind.ANY, TestServerSettings.current())) {
            GeneratedChain.write(folder, revisions, SEED);
            long begun = System.nanoTime();
            EngineExecutionResults results = CleanChain.checked(folder, server.url(server.maintenanceDatabase()));
            Duration all = Duration.ofNanos(System.nanoTime() - begun);
            print(revisions, CleanChain.times(results), all);
            if (results.allEvents().failed().count() > 0) {
                throw new IllegalStateException("The chain is not clean.");
            }
        } finally {
            remove(folder);
        }
    }

    private static void print(int revisions, Map<String, Duration> times, Duration all) {
        System.out.printf(
                "%nChecks of %d revisions on %d processors%n",
                revisions, Runtime.getRuntime().availableProcessors());
        times.forEach((check, time) -> print(check, time));
        print("all", all);
        System.out.println("What checks share counts for the first of them.");
    }

    private static void print(String name, Duration time) {
        System.out.printf(Locale.ROOT, "%-40s %7.1f s%n", name, time.toMillis() / 1000.0);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
