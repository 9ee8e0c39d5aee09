package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs programs with a clean environment, bounded in time. */
final class Command {

    private static final File NOTHING = new File("/dev/null");

    private Command() {}

    /** How a program ended; -1 stands for one that was ended because it took too long. */
    record Outcome(int status, String output) {

        boolean succeeded() {
            return status == 0;
        }
    }

    /** Runs a program to its end; its output is what it wrote to both streams. */
    static Outcome run(List<String> command, Duration limit) {
        try (Deadline deadline = Deadline.uninterrupted(limit)) {
            Path output = Files.createTempFile("reflux-", ".out");
            try {
                Process process = start(command, output);
                int status = await(process, deadline);
                return new Outcome(status, new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip());
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new ConfigException(
                    command.get(0) + " cannot be run: " + e.getMessage()
                            + ". Check that it may be executed and that the disk is not full.",
                    Place.UNKNOWN,
                    e);
        }
    }

    /** Starts a program that appends what it says to a file. */
    static Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                // PostgreSQL's programs fail where they may not look up their working directory
                .directory(new File("/"))
                .redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        // a PGPORT or PGDATA of the caller must not steer our server
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().remove("LANGUAGE");
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static int await(Process process, Deadline deadline) {
        while (process.isAlive()) {
            if (deadline.passed()) {
                process.destroyForcibly();
                return -1;
            }
            deadline.pause();
        }
        return process.exitValue();
    }
}
