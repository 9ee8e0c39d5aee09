package dev.reflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolatorTests {

    private final ConfigFixture files;

    InterpolatorTests(@TempDir Path folder) {
        files = new ConfigFixture(folder);
        files.environment.put("NAME", "env");
        files.environment.put("EMPTY", "");
        files.environment.put("RAW", "a${NAME}$${b}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${NAME} | env",
                "a-${NAME}-${NAME}-b | a-env-env-b",
                "${UNSET:other} | other",
                "${UNSET:a:b} | a:b",
                "x${UNSET:} | x",
                "x${EMPTY:other} | x",
                "${NAME:other} | env",
                "$${NAME} | ${NAME}",
                "$$${NAME} | $${NAME}",
                "$NAME $ {x} } | $NAME $ {x} }",
                "${RAW} | a${NAME}$${b}",
                "${UNSET:${NAME}} | env",
                "${UNSET:${ALSO:deep}} | deep",
                "${NAME:${ALSO}}! | env!",
                "${UNSET:$${x}} | ${x}",
                "${NAME:$${x}}! | env!",
            })
    void variablesAreReplaced(String written, String read) {
        assertThat(files.load("reflux:\n  username: '" + written + "'\n").username())
                .isEqualTo(read);
    }

    @Test
    void systemPropertiesComeBeforeTheEnvironment() {
        files.properties.put("NAME", "property");

        assertThat(files.load("reflux: {username: '${NAME}'}").username()).isEqualTo("property");
    }

    @Test
    void variablesAreReplacedInListsAndMaps() {
        RefluxConfig config = files.load("reflux: {post-write-hooks: ['${NAME} x'], placeholders: {a: '${NAME}'}}");

        assertThat(config.postWriteHooks()).containsExactly("env x");
        assertThat(config.placeholders()).containsEntry("a", "env");
    }

    @Test
    void variablesMayHoldOtherTypesThanText() {
        files.environment.put("FLAG", "false");
        files.environment.put("WAIT", "5s");

        RefluxConfig config = files.load(
                """
                reflux:
                  compile-java: ${FLAG}
                  wait-for-database: ${WAIT}
                  retry: {max: "${MAX:3}"}
                  mode: ${MODE:offline}
                """);

        assertThat(config.compileJava()).isFalse();
        assertThat(config.waitForDatabase()).hasSeconds(5);
        assertThat(config.retry().max()).isEqualTo(3);
        assertThat(config.mode()).isEqualTo(Mode.OFFLINE);
    }

    @Test
    void anEmptyPlainValueIsNullAndAQuotedOneIsText() {
        assertThat(files.load("reflux:\n  history-table: ${UNSET:}\n").historyTable())
                .isNull();
        assertThat(files.load("reflux:\n  history-table: ${UNSET:null}\n").historyTable())
                .isNull();
        assertThat(Objects.requireNonNull(files.load("reflux:\n  password: \"${EMPTY}\"\n")
                                .password())
                        .reveal())
                .isEmpty();
    }

    @Test
    void anUnsetVariableIsRefusedWithKeyAndLine() {
        assertThat(files.refusal("reflux:\n  username: a\n  password: ${MARKET_PASSWORD}\n", 3, 13))
                .hasMessageEndingWith(
                        "application.yaml:3:13: reflux.password needs the variable MARKET_PASSWORD, which is"
                                + " set neither as a system property nor in the environment; set it, or give a default as in"
                                + " ${MARKET_PASSWORD:default}.");
    }

    @ParameterizedTest
    @CsvSource({
        "a${NAME, closing brace",
        "${}, name of a variable",
        "${:a}, name of a variable",
        "${ }, name of a variable"
    })
    void malformedVariablesAreRefused(String written, String problem) {
        assertThat(files.refusal("reflux:\n  username: '" + written + "'\n", 2, 13))
                .hasMessageContaining(problem)
                .hasMessageContaining("a literal ${ is written $${");
    }

    @Test
    void deepDefaultsAreRefused() {
        String deep = "${A:".repeat(100_000) + "}".repeat(100_000);

        assertThat(files.refusal("reflux:\n  username: '" + deep + "'\n", 2, 13))
                .hasMessageContaining("nests variables deeper than 20 levels");
    }

    @Test
    void keysAndOtherSectionsAreLeftAlone() {
        RefluxConfig config = files.load("other: ${UNSET}\nreflux: {enabled: '${UNSET}', options: {'${NAME}': a}}\n");

        assertThat(config.options()).containsOnlyKeys("${NAME}");
    }

    @Test
    void whatAVariableHoldsIsNeverShown() {
        files.environment.put("SECRET", "hunter2");

        for (String line : new String[] {
            "mode: ${SECRET}", "compile-java: ${SECRET}", "wait-for-database: ${SECRET}", "retry: {max: '${SECRET}'}"
        }) {
            String message = ConfigFixture.refusal(() -> files.load("reflux:\n  " + line + "\n"))
                    .getMessage();
            assertThat(message).contains("${SECRET}").doesNotContain("hunter2");
        }
    }
}
