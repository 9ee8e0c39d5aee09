package dev.reflux.faults;

import dev.reflux.cli.RefluxCli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The command line in a process of its own.
 *
 * @param process the process
 * @param out file that takes its standard output
 * @param err file that takes its standard error
 */
record CliProcess(Process process, Path out, Path err) implements AutoCloseable {

    private static final int LIMIT_SECONDS = 120;

    /** Starts the command of a course against a URL. */
    static CliProcess start(Course course, String url, Path folder) {
        return start(
                url,
                course.files(),
                "transaction: " + course.mode().name().toLowerCase(Locale.ROOT),
                folder,
                course.command(),
                course.target());
    }

    /** Starts a command; {@code setting} is one more line of the configuration. */
    static CliProcess start(String url, Path files, String setting, Path folder, String... arguments) {
        try {
            Path own = Files.createTempDirectory(folder, "process");
            Path config = Files.writeString(
                    own.resolve("application.yaml"),
                    "reflux:\n  timeouts: {connect: 2m}\n  url: '" + url + "'\n  version-locations: ['" + files
                            + "']\n  " + setting + "\n");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    RefluxCli.class.getName(),
                    "-c",
                    config.toString()));
            command.addAll(List.of(arguments));
            Path out = own.resolve("out.txt");
            Path err = own.resolve("err.txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("REFLUX_"));
            return new CliProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: no handler, no clean-up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Exit status. */
    int await() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The process did not end within " + LIMIT_SECONDS + " s; it said " + said());
        }
        return process.exitValue();
    }

    /** All it said so far. */
    String said() {
        try {
            return Files.readString(out) + Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
