package dev.reflux.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWidthTests {

    @Test
    void textThatFitsStaysAsItIs() {
        assertThat(TextWidth.SANS_SERIF.fit("create users", 13, 240)).isEqualTo("create users");
    }

    @Test
    void shortenedTextFits() {
        String fitted = TextWidth.SANS_SERIF.fit("W".repeat(100), 13, 100);

        assertThat(fitted).matches("W+…");
        assertThat(TextWidth.SANS_SERIF.of(fitted, 13)).isLessThanOrEqualTo(100).isGreaterThan(80);
    }

    @Test
    void noCharacterIsCutInTwo() {
        String pair = "😀";
        String accented = "e\u0301";

        assertThat(TextWidth.SANS_SERIF.fit(pair.repeat(50), 13, 101)).matches("(" + pair + ")+…");
        assertThat(TextWidth.SANS_SERIF.fit(accented.repeat(50), 13, 101)).matches("(" + accented + ")+…");
    }

    @Test
    void wideCharactersNeedMoreRoomThanLatinOnes() {
        assertThat(TextWidth.SANS_SERIF.of("日本", 10)).isGreaterThan(TextWidth.SANS_SERIF.of("mm", 10));
        assertThat(TextWidth.SANS_SERIF.of("iii", 10)).isLessThan(TextWidth.SANS_SERIF.of("mmm", 10));
        assertThat(TextWidth.MONOSPACE.of("iii", 10)).isEqualTo(TextWidth.MONOSPACE.of("mmm", 10));
    }

    @Test
    void whereNothingFitsOnlyTheEllipsisIsLeft() {
        assertThat(TextWidth.SANS_SERIF.fit("abc", 13, 1)).isEqualTo("…");
    }
}
