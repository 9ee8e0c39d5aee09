package dev.reflux.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTests {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            create account table, create_account_table
            'Add  E-Mail, (again)!', add_e_mail_again
            drop foo_bar, drop_foo_bar
            Größe ÄNDERN, größe_ändern
            表 を 作る, 表_を_作る
            __init__ x, init___x
            '../../etc/passwd', etc_passwd
            '!!! ???', ''
            ___, ''
            """)
    void holdsTheWordsInLowerCase(String message, String slug) {
        assertThat(Slug.of(message)).isEqualTo(slug);
    }

    @Test
    void isEmptyWithoutAMessage() {
        assertThat(Slug.of(null)).isEmpty();
    }

    @Test
    void ofFortyCharactersIsKept() {
        assertThat(Slug.of("a".repeat(20) + " " + "b".repeat(19))).isEqualTo("a".repeat(20) + "_" + "b".repeat(19));
    }

    @Test
    void thatIsLongerEndsWithTheLastWordThatIsThereInFull() {
        assertThat(Slug.of("a".repeat(20) + " bcd " + "e".repeat(30))).isEqualTo("a".repeat(20) + "_bcd");
        assertThat(Slug.of("a".repeat(50))).isEqualTo("a".repeat(40));
        assertThat(Slug.of("a".repeat(39) + " b")).isEqualTo("a".repeat(39));
    }

    @Test
    void isCutBetweenCharactersOutsideTheBasicPlane() {
        String letter = "\uD835\uDD50";

        assertThat(Slug.of(letter.repeat(60))).isEqualTo(letter.repeat(40));
    }
}
