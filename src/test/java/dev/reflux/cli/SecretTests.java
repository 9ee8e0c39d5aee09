package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.reflux.cli.CliProject.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Passwords stay out of all output, whichever way they came in and whatever goes wrong. */
class SecretTests {

    private static final String SECRET = "tr0ub4dor";

    @TempDir
    Path folder;

    private CliProject project;
    private int refusing;

    @BeforeEach
    void project() throws IOException {
        project = CliProject.in(folder);
        project.revisions().chain(1);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refusing = socket.getLocalPort();
        }
    }

    private String url(String credentials) {
        return "r2dbc:postgresql://" + credentials + "127.0.0.1:" + refusing + "/market";
    }

    private static void assertFailedInSilence(Result result) {
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.all()).contains("connection_failed", "127.0.0.1").doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void thePasswordOfAUrlOption(String output) {
        assertFailedInSilence(project.run(
                "--output", output, "--stacktrace", "-v", "--url", url("market:" + SECRET + "@"), "upgrade", "head"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void thePasswordOfTheConfiguration(String output) {
        project.configure("reflux:\n  script-location: db\n  url: " + url("") + "\n  username: market\n  password: "
                + SECRET + "\nlogging:\n  level: {root: debug}\n");

        assertFailedInSilence(project.run("--output", output, "--stacktrace", "-v", "current"));
    }

    @Test
    void thePasswordOfAConfiguredUrl() {
        project.configure("reflux:\n  script-location: db\n  url: " + url("market:" + SECRET + "@") + "\n");

        assertFailedInSilence(project.run("--stacktrace", "-v", "log"));
    }

    @Test
    void thePasswordsOfTheEnvironment() {
        Process process = project.start(
                Map.of("REFLUX_URL", url("market:" + SECRET + "@"), "REFLUX_PASSWORD", SECRET + "2"),
                "--stacktrace",
                "-v",
                "upgrade",
                "head");

        assertFailedInSilence(project.finish(process));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r2dbc:postgresql://market:tr0ub4dor@db/market",
                "postgresql://market:tr0ub4dor@db/market",
                "postgresql://db/market?password=tr0ub4dor",
                "--ulr=r2dbc:postgresql://market:tr0ub4dor@db/market",
                "--url=r2dbc:postgresql://market:tr0ub4dor@db/market",
            })
    void thePasswordOfAnArgumentThatIsRefused(String argument) {
        Result result = project.run("heads", argument, "--stacktrace", "extra");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.all()).contains("usage_error").doesNotContain(SECRET);
    }

    @Test
    void thePasswordOfAUrlWithoutSchemeAndSlashes() {
        Result result = project.run("--url", "market:" + SECRET + "@db", "upgrade", "head", "--stacktrace");

        assertThat(result.status()).isNotZero();
        assertThat(result.all()).doesNotContain(SECRET);
    }

    @Test
    void butNoBranchLabelOfARange() {
        Result result = project.run("upgrade", "r1:shop@-1", "--sql");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("'shop@-1'");
    }

    @Test
    void thePasswordOfAHooksEnvironment() {
        project.configure("reflux:\n  script-location: db\n  password: ${MARKET_SECRET}\n"
                + "  post-write-hooks: [\"sh -c 'env; echo $0; exit 1' " + SECRET + "\"]\n");

        Result result = project.finish(project.start(
                Map.of("MARKET_SECRET", SECRET, "REFLUX_URL", url("market:" + SECRET + "@"), "SEEN", "yes"),
                "revision",
                "-m",
                "more"));

        assertThat(result.all()).contains("SEEN=yes", "config_error").doesNotContain(SECRET, "MARKET_SECRET=");
    }

    @Test
    void theValueOfAPlaceholderThatSaysItIsSecret() {
        project.configure("reflux:\n  script-location: db\n  placeholders: {db_password: " + SECRET + "}\n");
        project.revisions().add("r9", "SELECT '${unknown}';", "");

        Result result = project.run("--stacktrace", "-x", "app_password=" + SECRET, "upgrade", "head", "--sql", SECRET);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.all()).contains("usage_error").doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ch.qos.logback.core.FileAppender", "ch.qos.logback.core.rolling.RollingFileAppender"})
    void thePasswordInTheLinesOfALogbackFile(String appender) throws IOException {
        Path log = folder.resolve("out.log");
        Files.writeString(
                folder.resolve("logback.xml"),
                """
                <configuration>
                  <appender name="file" class="%s">
                    <file>%s</file>
                    <rollingPolicy class="ch.qos.logback.core.rolling.FixedWindowRollingPolicy">
                      <fileNamePattern>%2$s.%%i</fileNamePattern>
                    </rollingPolicy>
                    <triggeringPolicy class="ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy"/>
                    <encoder><pattern>%%msg%%n</pattern><charset>UTF-16LE</charset></encoder>
                  </appender>
                  <appender name="async" class="ch.qos.logback.classic.AsyncAppender">
                    <appender-ref ref="file"/>
                  </appender>
                  <root level="trace"><appender-ref ref="async"/></root>
                </configuration>
                """
                        .formatted(appender, log)
                        .replaceAll(
                                appender.contains("Rolling") ? "(?!)" : "(?s)<rollingPolicy.*<triggeringPolicy[^>]*/>",
                                ""));
        project.configure("reflux:\n  script-location: db\n  url: " + url("market:" + SECRET + "@")
                + "\nlogging:\n  config: logback.xml\n");

        assertFailedInSilence(project.run("current"));
        LoggerFactory.getLogger(SecretTests.class).error("known is {}, and ü", SECRET);
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("ROOT").detachAndStopAllAppenders();

        assertThat(Files.readString(log, StandardCharsets.UTF_16LE))
                .contains("known is ********, and ü")
                .doesNotContain(SECRET);
    }
}
