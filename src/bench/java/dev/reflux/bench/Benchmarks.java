package dev.reflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/** Runs the benchmarks and prints what they mean: medians, ratios to the floor of the same run, and growth. */
public final class Benchmarks {

    private static final String FLOOR = "read";

    private Benchmarks() {}

    /**
     * Runs the benchmarks whose names contain a text.
     *
     * @param arguments the text; none: all
     */
    public static void main(String[] arguments) throws RunnerException, IOException, InterruptedException {
        String wanted = arguments.length == 0 ? "dev.reflux.bench" : arguments[0];
        Collection<RunResult> results =
                new Runner(new OptionsBuilder().include(wanted).build()).run();
        Map<String, Map<Integer, Statistics>> table = table(results);
        table.forEach(Benchmarks::print);
        if (PeakMemory.isKnown()) {
            printMemory();
        }
    }

    /** By benchmark and number of revisions. */
    private static Map<String, Map<Integer, Statistics>> table(Collection<RunResult> results) {
        Map<String, Map<Integer, Statistics>> table = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark().replaceFirst("^.*\\.(\\w+)Benchmark\\.", "$1 ");
            int revisions = Integer.parseInt(result.getParams().getParam("revisions"));
            table.computeIfAbsent(name, each -> new TreeMap<>())
                    .put(revisions, result.getPrimaryResult().getStatistics());
        }
        Map<Integer, Statistics> floor = table.get("Folder " + FLOOR);
        System.out.printf(
                Locale.ROOT, "%n%-22s %10s %10s %10s %10s%n", "ms", "revisions", "median", "best", "to floor");
        table.forEach((name, bySize) -> bySize.forEach((revisions, time) -> {
            boolean hasFloor = floor != null && name.startsWith("Folder");
            String ratio =
                    hasFloor ? String.format(Locale.ROOT, "%.2f", median(time) / median(floor.get(revisions))) : "";
            System.out.printf(
                    Locale.ROOT,
                    "%-22s %10d %10.2f %10.2f %10s%n",
                    name,
                    revisions,
                    median(time),
                    time.getMin(),
                    ratio);
        }));
        return table;
    }

    private static double median(Statistics time) {
        return time.getPercentile(50);
    }

    private static void print(String name, Map<Integer, Statistics> bySize) {
        StringBuilder line = new StringBuilder();
        bySize.forEach((revisions, time) ->
                line.append(String.format(Locale.ROOT, "  %.2f", median(time) * 1000 / revisions)));
        System.out.println(name + ", microseconds a revision:" + line);
    }

    private static void printMemory() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("reflux-bench");
        SampleRevisions.write(folder.resolve("versions"), 10_000);
        Path config = folder.resolve("application.yaml");
        Files.writeString(config, "reflux: {url: 'r2dbc:postgresql://db.invalid/x', script-location: .}\n");
        System.out.println("Peak resident memory of a process at 10,000 revision files, MiB:");
        String[][] commands = {
            {"--version"}, {"heads"}, {"history"}, {"upgrade", "heads", "--dry-run", "--from", "base"},
        };
        for (String[] command : commands) {
            String[] line = new String[command.length + 2];
            line[0] = "-c";
            line[1] = config.toString();
            System.arraycopy(command, 0, line, 2, command.length);
            System.out.println("  " + String.join(" ", command) + ": " + PeakMemory.of(line));
        }
    }
}
