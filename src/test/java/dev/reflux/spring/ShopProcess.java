package dev.reflux.spring;

import dev.reflux.testsupport.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The service in a process of its own.
 *
 * @param process the process
 * @param out file that takes all it says
 */
record ShopProcess(Process process, Path out) implements AutoCloseable {

    private static final int LIMIT_SECONDS = 120;

    /** Starts it on any free port. */
    static ShopProcess start(TestDatabase database, Path revisions, Path folder, String... properties) {
        List<String> arguments = new ArrayList<>(
                List.of("--server.port=0", "--logging.level.root=info", "--spring.main.banner-mode=off"));
        for (String property : BootApplication.properties(database, revisions)) {
            arguments.add("--" + property);
        }
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return start(ShopApplication.class, folder, arguments);
    }

    /** Starts any other class. */
    static ShopProcess start(Class<?> main, Path folder, List<String> arguments) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()));
            command.addAll(arguments);
            Path out = Files.createTempFile(folder, "shop", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("REFLUX_"));
            builder.environment().put("REFLUX_CONFIG", "the-command-line's.yaml");
            return new ShopProcess(builder.start(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM. */
    void stop() {
        process.destroy();
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
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
