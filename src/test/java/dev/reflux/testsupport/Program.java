package dev.reflux.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A client program of PostgreSQL that is installed on this machine.
 *
 * @param path its file
 * @param major major version it belongs to
 */
record Program(Path path, int major) {

    /** What a run of the program came to. */
    record Outcome(int exitCode, String output, String errors) {}

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final long PATIENCE_SECONDS = 120;

    /** All installed versions: on {@code PATH} first, then where Debian keeps them side by side. */
    static List<Program> all(String name) {
        return directories().stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .flatMap(path -> versionOf(path).map(major -> new Program(path, major)).stream())
                .toList();
    }

    /** Runs it with a text on standard input, and waits for its end. */
    Outcome run(Map<String, String> environment, String input, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(arguments);
        return run(command, environment, input);
    }

    /** Any program on {@code PATH}. */
    static Optional<Path> onPath(String name) {
        return searchPath().stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs any program with a text on standard input, and waits for its end. */
    static Outcome run(Path program, String input, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        return run(command, Map.of(), input);
    }

    private static List<Path> searchPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .toList();
    }

    private static List<Path> directories() {
        List<Path> directories = new ArrayList<>(searchPath());
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.sorted().map(version -> version.resolve("bin")).forEach(directories::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return directories;
    }

    /** Debian's wrapper in {@code /usr/bin} fails when no version is installed behind it. */
    private static Optional<Integer> versionOf(Path path) {
        Matcher version = VERSION.matcher(
                run(List.of(path.toString(), "--version"), Map.of(), "").output());
        return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
    }

    private static Outcome run(List<String> command, Map<String, String> environment, String input) {
        try {
            Path directory = Files.createTempDirectory("reflux-program-");
            Path in = Files.writeString(directory.resolve("in"), input);
            Path out = directory.resolve("out");
            Path err = directory.resolve("err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            int exitCode = waitFor(builder.start(), command);
            Outcome outcome = new Outcome(exitCode, Files.readString(out), Files.readString(err));
            for (Path file : List.of(in, out, err, directory)) {
                Files.delete(file);
            }
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int waitFor(Process process, List<String> command) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("%s has not ended in %d seconds.".formatted(command, PATIENCE_SECONDS));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + command + ".", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
