package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.reflux.config.LoggingConfig;
import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Works on a context of its own, so that other tests keep their logging. */
class LoggingSetupTests {

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void apply(LoggingConfig config, Verbosity verbosity) {
        new LoggingSetup(context).apply(config, verbosity, err, UnaryOperator.identity());
    }

    private void logAll(String logger) {
        context.getLogger(logger).error("at error");
        context.getLogger(logger).warn("at warn");
        context.getLogger(logger).info("at info");
        context.getLogger(logger).debug("at debug");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Path logback(String text) throws IOException {
        return Files.writeString(folder.resolve("logback.xml"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, io.r2dbc, 2", "NORMAL, dev.reflux.runtime, 3",
        "VERBOSE, io.r2dbc, 2", "VERBOSE, dev.reflux.runtime, 4",
        "QUIET, io.r2dbc, 1", "QUIET, dev.reflux.runtime, 1",
    })
    void verbosityDecidesWhatIsLogged(Verbosity verbosity, String logger, int lines) {
        apply(LoggingConfig.DEFAULTS, verbosity);

        logAll(logger);

        assertThat(written().lines()).hasSize(lines);
    }

    @Test
    void controlCharactersOfOthersAreShownAndNotSent() {
        apply(LoggingConfig.DEFAULTS, Verbosity.NORMAL);
        context.getLogger("dev.reflux.runtime.Runner").warn("a\u001b[2Jb", new IllegalStateException("c\u0007d"));
        assertThat(written())
                .contains("a\\u001B[2Jb" + System.lineSeparator())
                .contains("c\\u0007d")
                .doesNotContain("\u001b", "\u0007");
    }

    @Test
    void linesAreShort() {
        apply(LoggingConfig.DEFAULTS, Verbosity.NORMAL);

        context.getLogger("dev.reflux.runtime.Runner").info("Running upgrade {} -> {}", "a", "b");

        assertThat(written())
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  d\\.r\\.runtime\\.Runner - Running upgrade a -> b\\R");
    }

    @Test
    void configuredLevelsComeBeforeTheDefaults() {
        apply(
                new LoggingConfig(
                        null, Map.of("root", "off", "dev.reflux", "error", "io.r2dbc", "trace", "x", "fatal")),
                Verbosity.NORMAL);

        logAll("other");
        assertThat(written()).isEmpty();
        logAll("dev.reflux");
        logAll("x");
        assertThat(written().lines()).hasSize(2);
        logAll("io.r2dbc");
        assertThat(written().lines()).hasSize(6);
    }

    @Test
    void quietComesBeforeConfiguredLevels() {
        apply(new LoggingConfig(null, Map.of("io.r2dbc", "trace", "gone", "off")), Verbosity.QUIET);

        logAll("io.r2dbc");
        logAll("gone");

        assertThat(written().lines()).hasSize(1);
    }

    @Test
    void verboseNeverHidesWhatIsConfigured() {
        apply(new LoggingConfig(null, Map.of("dev.reflux", "trace")), Verbosity.VERBOSE);

        assertThat(context.getLogger("dev.reflux").isTraceEnabled()).isTrue();
    }

    @Test
    void eachSetUpReplacesTheOneBefore() {
        apply(new LoggingConfig(null, Map.of("io.r2dbc", "debug")), Verbosity.NORMAL);
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        new LoggingSetup(context)
                .apply(
                        LoggingConfig.DEFAULTS,
                        Verbosity.NORMAL,
                        new PrintStream(second, true, StandardCharsets.UTF_8),
                        UnaryOperator.identity());

        logAll("io.r2dbc");

        assertThat(written()).isEmpty();
        assertThat(second.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
    }

    @Test
    void theErrorStreamIsNeverClosed() {
        apply(LoggingConfig.DEFAULTS, Verbosity.NORMAL);

        context.reset();
        err.print("still open");

        assertThat(written()).isEqualTo("still open");
        assertThat(err.checkError()).isFalse();
    }

    @Test
    void secretsAreMaskedInLinesAndStackTraces() {
        RefluxConfig config = RefluxConfig.builder().password("hunter2").build();
        new LoggingSetup(context).apply(LoggingConfig.DEFAULTS, Verbosity.NORMAL, err, config::mask);

        context.getLogger("io.r2dbc").warn("login with hunter2", new IllegalStateException("hunter2 refused"));

        assertThat(written())
                .contains("login with ********", "IllegalStateException: ******** refused")
                .doesNotContain("hunter2");
    }

    @Test
    void aLogbackFileDecidesInPlaceOfTheDefaults() throws IOException {
        Path log = folder.resolve("out.log");
        Path file = logback(
                """
                <configuration>
                  <appender name="file" class="ch.qos.logback.core.FileAppender">
                    <file>%s</file>
                    <encoder><pattern>%%level %%msg%%n</pattern></encoder>
                  </appender>
                  <root level="info"><appender-ref ref="file"/></root>
                </configuration>
                """
                        .formatted(log));

        apply(new LoggingConfig(file, Map.of("io.r2dbc", "debug")), Verbosity.NORMAL);
        logAll("io.r2dbc");
        logAll("other");

        assertThat(written()).isEmpty();
        assertThat(log).content().startsWith("ERROR at error").contains("DEBUG at debug");
        assertThat(Files.readAllLines(log)).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<configuration>",
                "not xml",
                "",
                "<configuration><appender name=\"a\" class=\"no.such.Appender\"/><root><appender-ref ref=\"a\"/></root>"
                        + "</configuration>",
            })
    void anInvalidLogbackFileIsRefused(String text) throws IOException {
        Path file = logback(text);

        assertThatThrownBy(() -> apply(new LoggingConfig(file, Map.of()), Verbosity.NORMAL))
                .isInstanceOfSatisfying(ConfigException.class, error -> {
                    assertThat(error.code()).isEqualTo("config_error");
                    assertThat(error.file()).isEqualTo(file.toString());
                })
                .hasMessageStartingWith("The Logback file " + file + " is invalid: ");
        logAll("dev.reflux");
        assertThat(written().lines()).hasSize(3);
    }

    @Test
    void aLogbackFileThatCannotBeReadIsRefused() {
        for (Path file : new Path[] {folder, folder.resolve("missing.xml")}) {
            assertThatThrownBy(() -> apply(new LoggingConfig(file, Map.of()), Verbosity.NORMAL))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage(
                            "The Logback file " + file + " is not a file that can be read. Correct logging.config.");
        }
    }
}
