package dev.reflux.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PsqlTextTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT a[1:\"PORT\"]|SELECT a[1: \"PORT\"]",
                "SELECT a[b:c]|SELECT a[b: c]",
                "SELECT x::text, 'a:b', \":c\", $$:d$$ -- :e|SELECT x::text, 'a:b', \":c\", $$:d$$ -- :e",
                "SELECT a[1:2]|SELECT a[1:2]",
                "SELECT 1|SELECT 1",
            })
    void keepsPsqlFromPuttingAVariableInItsPlace(String statement, String expected) {
        assertThat(PsqlText.of(statement, SqlLexis.postgresql())).isEqualTo(expected);
    }
}
