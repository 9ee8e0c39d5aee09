package dev.reflux.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriverTextTests {

    private static DriverText of(String statement) {
        return DriverText.of(statement, SqlLexis.postgresql());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT E'it\\'s'|SELECT E'it''s'",
                "SELECT e'\\\\'|SELECT e'\\\\'",
                "SELECT E'\\\\\\''|SELECT E'\\\\'''",
                "SELECT E'a\\n\\'b', 'c\\'|SELECT E'a\\n''b', 'c\\'",
                "SELECT 'plain\\', E'\\''|SELECT 'plain\\', E''''",
                "SELECT $$ E'\\'' $$|SELECT $$ E'\\'' $$",
                "SELECT 1 -- E'\\''|SELECT 1 -- E'\\''",
            })
    void writesAnEscapedQuoteAsADoubledOne(String statement, String expected) {
        assertThat(of(statement)).isEqualTo(new DriverText(expected, false));
    }

    @Test
    void followsAStringThatIsContinuedInTheNextLine() {
        assertThat(of("SELECT E'a'\n'it\\'s'").text()).isEqualTo("SELECT E'a'\n'it''s'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql RETURN $1 + 1",
                "PREPARE p(int) AS SELECT $1",
                "SELECT $é$ x $é$"
            })
    void findsWhatADriverWouldMisread(String statement) {
        assertThat(of(statement)).isEqualTo(new DriverText(statement, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '$1', \"$2\", $$ $3 $$, $x$ $4 $x$ -- $5\n /* $6 */",
                "SELECT a$1 FROM t",
                "SELECT 'C:\\dir'",
                "SELECT 1"
            })
    void leavesAloneWhatItReadsWell(String statement) {
        assertThat(of(statement)).isEqualTo(new DriverText(statement, false));
    }
}
