package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.config.RefluxConfig;
import org.junit.jupiter.api.Test;

class FailureTextTests {

    private static final RefluxConfig CONFIG =
            RefluxConfig.builder().password("tr0ub4dor").build();

    private static FailureText of(String message) {
        return FailureText.of(new IllegalStateException(message), CONFIG);
    }

    @Test
    void holdsNoPassword() {
        assertThat(of("CREATE ROLE a PASSWORD 'tr0ub4dor'").stored()).doesNotContain("tr0ub4dor");
    }

    @Test
    void holdsNothingThatADatabaseCannotStore() {
        assertThat(of("a\0b\uD800c\uD83D\uDE00").stored()).isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDE00");
    }

    @Test
    void isBoundedAndCutsNoCharacterInTwo() {
        String stored = of("\uD83D\uDE00".repeat(1_000_001)).stored();

        assertThat(stored).hasSizeLessThan(8_100).endsWith("(1992002 more characters)");
        assertThat(of("x" + "\uD83D\uDE00".repeat(5_000)).stored().codePoints())
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    @Test
    void fallsBackToAsciiAndToTheTypeOfTheFailure() {
        assertThat(of("größer").ascii()).isEqualTo("gr??er");
        assertThat(FailureText.of(new IllegalStateException(), CONFIG).stored())
                .isEqualTo("java.lang.IllegalStateException");
    }
}
