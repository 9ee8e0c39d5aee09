package dev.reflux.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTests {

    @ParameterizedTest
    @ValueSource(
            ints = {0, 7, 8, 0x0B, 0x0C, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0x202A, 0x202E, 0x2066, 0x2069
            })
    void whatATerminalWouldDoIsShown(int control) {
        String text = Character.toString(control);
        assertThat(VisibleText.of("a" + text + "b" + text))
                .isEqualTo("a\\u%04X".formatted(control) + "b\\u%04X".formatted(control));
        assertThat(VisibleText.of(text)).isEqualTo("\\u%04X".formatted(control));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "two\nlines\r\n\tand a tab", "Größe  日本 😀 שלום", "‐†\u2029\u2065\u206A"})
    void allElseStays(String text) {
        assertThat(VisibleText.of(text)).isSameAs(text);
    }

    @Test
    void aCarriageReturnStaysWhereItEndsALine() {
        assertThat(VisibleText.of("a\rb\r\n\r")).isEqualTo("a\\u000Db\r\n\\u000D");
    }
}
