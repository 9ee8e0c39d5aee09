package dev.reflux.cli;

import dev.reflux.testsupport.RevisionFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A project in a temporary folder, and the command line run on it: in this process, or in one of its own. */
final class CliProject {

    private static final int LIMIT_SECONDS = 60;

    private final Path folder;
    private final RevisionFolder revisions;

    /** What a command gave. */
    record Result(int status, String out, String err) {

        /** The document on standard output; a second one, or anything else there, is an error. */
        JsonNode json() {
            return JsonMapper.builder().build().readTree(out);
        }

        String errorType() {
            return json().get("error").get("type").asString();
        }

        String all() {
            return out + err;
        }
    }

    private CliProject(Path folder) throws IOException {
        this.folder = folder;
        this.revisions = RevisionFolder.in(Files.createDirectories(folder.resolve("db/versions")));
        configure("reflux:\n  script-location: db\n");
    }

    static CliProject in(Path folder) {
        try {
            return new CliProject(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RevisionFolder revisions() {
        return revisions;
    }

    Path config() {
        return folder.resolve("application.yaml");
    }

    CliProject configure(String yaml) {
        try {
            Files.writeString(config(), yaml);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command of the project. */
    Result run(String... arguments) {
        return runAlone(withConfig(arguments));
    }

    /** Runs with exactly these arguments. */
    static Result runAlone(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = RefluxCli.run(
                arguments,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8));
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Starts a command of the project in a process of its own; its output goes to files. */
    Process start(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RefluxCli.class.getName()));
        command.addAll(List.of(withConfig(arguments)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("REFLUX_"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a process of {@link #start}; one that does not end is killed and fails the test. */
    Result finish(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The process did not end within " + LIMIT_SECONDS + " s");
            }
            return new Result(process.exitValue(), read("out.txt"), read("err.txt"));
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] withConfig(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-c", config().toString()));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }
}
