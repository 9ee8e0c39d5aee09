package dev.reflux.bench;

import dev.reflux.cli.RefluxCli;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The most memory that a command ever holds, in a process of its own. Linux only. */
final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private PeakMemory() {}

    /** Whether the operating system tells. */
    static boolean isKnown() {
        return Files.isReadable(STATUS);
    }

    /** Peak resident set of a command in MiB, code and class data of the JVM included. */
    static long of(String... command) throws IOException, InterruptedException {
        List<String> line = Stream.concat(
                        Stream.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                PeakMemory.class.getName()),
                        Stream.of(command))
                .toList();
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String kibibytes = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The command failed: " + String.join(" ", command));
        }
        return Long.parseLong(kibibytes) / 1024;
    }

    /** What the process of {@link #of} runs: the command without its output, then the peak in KiB. */
    public static void main(String[] command) throws IOException {
        PrintStream out = System.out;
        int status = RefluxCli.run(command, new PrintStream(OutputStream.nullOutputStream()), System.err);
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(PEAK)) {
                out.println(line.replaceAll("\\D", ""));
            }
        }
        System.exit(status);
    }
}
