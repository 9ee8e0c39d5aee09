package dev.reflux.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.InvalidOperationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QualifiedNameTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    account             |        | account
                    Account             |        | Account
                    "Account"           |        | Account
                    Shop.Account        | Shop   | Account
                    " shop "."a.b"      | ` shop `  | a.b
                    shop . account      | shop   | account
                    "a""b"              |        | a"b
                    de_x$1              |        | de_x$1
                    C                   |        | C
                    ÄB                  |        | ÄB
                    İX                  |        | İX
                    """)
    void namesAreReadAsTheyAreWritten(String text, String schema, String name) {
        QualifiedName read = QualifiedName.parse(text);

        assertThat(read).isEqualTo(new QualifiedName(schema, name));
        assertThat(QualifiedName.parse(read.toString())).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", ".", "a.", ".a", "a..b", "a.b.c", "a b", "\"", "\"\"", "\"a", "a\"", "a;", "a--", "a/**/",
                "'a'", "1", "$1", "a(3)", "a[]", "a\u00A0", "\u200Ba", "\"a\"b", "a.\"\"", "U&\"a\"", "\u0000"
            })
    void anythingElseIsRefused(String text) {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> QualifiedName.parse(text))
                .withMessage(
                        "name \"" + text + "\" is no name; write NAME or SCHEMA.NAME, in double quotes where needed.");
    }

    @Test
    void aLongNameIsRefusedWithoutDeepRecursion() {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> QualifiedName.parse('"' + "\"\"".repeat(100_000) + '"'))
                .withMessageContaining("has 100000 bytes in UTF-8");
    }
}
