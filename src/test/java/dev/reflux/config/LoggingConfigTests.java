package dev.reflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.ConfigException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggingConfigTests {

    private final ConfigFixture files;

    LoggingConfigTests(@TempDir Path folder) {
        files = new ConfigFixture(folder);
    }

    private ConfigException refusal(String text, int line, int column) {
        ConfigException error = ConfigFixture.refusal(() -> files.logging(text));
        assertThat(error.line()).isEqualTo(line);
        assertThat(error.place().column()).isEqualTo(column);
        return error;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logging: {level: {root: warn, dev.reflux: DEBUG}}",
                "logging: {level: {root: warn, dev: {reflux: debug}}}",
                "logging.level.root: warn\nlogging.level.dev.reflux: debug",
                "logging: {level.root: warn, level: {dev.reflux: debug}}",
                "logging.level: {root: warn}\n---\nlogging.level: {dev.reflux: debug}",
            })
    void levelsMayBeNestedOrFlattened(String text) {
        assertThat(files.logging(text).levels()).isEqualTo(Map.of("root", "warn", "dev.reflux", "debug"));
    }

    @Test
    void theFileIsResolvedAgainstTheFolder() {
        assertThat(files.logging("logging.config: conf/logback.xml").config())
                .isEqualTo(files.folder.resolve("conf/logback.xml"));
        assertThat(files.logging("logging: {config: , level: }")).isEqualTo(LoggingConfig.DEFAULTS);
    }

    @Test
    void variablesAreReplacedInTheKeysThatAreRead() {
        files.environment.put("LEVEL", "error");

        assertThat(files.logging("logging: {level: {root: '${LEVEL}'}, file: '${UNSET}'}")
                        .levels())
                .containsEntry("root", "error");
        assertThat(refusal("logging:\n  config: ${UNSET}\n", 2, 11))
                .hasMessageContaining("logging.config needs the variable UNSET");
    }

    @Test
    void otherKeysAreIgnored() {
        assertThat(files.logging("logging: {file: &a {name: x}, group: {a: *a}, level: {root: off}}")
                        .levels())
                .containsExactly(Map.entry("root", "off"));
    }

    @Test
    void wrongValuesAreRefusedWithTheirPlace() {
        assertThat(refusal("logging:\n  level: {a.b: loud}\n", 2, 16))
                .hasMessageContaining("logging.level.a.b must be one of trace, debug, info, warn, error, off");
        assertThat(refusal("logging:\n  level: debug\n", 2, 10))
                .hasMessageContaining("logging.level must hold levels by the names of loggers");
        assertThat(refusal("logging:\n  level: {a: [debug]}\n", 2, 14)).hasMessageContaining("not a list");
        assertThat(refusal("logging:\n  level: {a.b: info, a: {b: info}}\n", 2, 29))
                .hasMessageContaining("logging.level.a.b is given twice");
        assertThat(refusal("logging:\n  config: classpath:logback.xml\n", 2, 11))
                .hasMessageContaining("must be a file");
        assertThat(refusal("a: &x info\nlogging:\n  level: {root: *x}\n", 3, 17))
                .hasMessageContaining("is an alias");
        assertThat(refusal("logging: text\n", 1, 10)).hasMessageContaining("logging must hold further keys");
    }

    @Test
    void theLibraryIgnoresAWrongLoggingSection() {
        assertThat(files.load("logging: {level: loud}\nreflux: {username: a}").username())
                .isEqualTo("a");
    }
}
