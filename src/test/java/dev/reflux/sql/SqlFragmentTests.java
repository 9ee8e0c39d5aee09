package dev.reflux.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFragmentTests {

    private static final SqlLexis LEXIS = SqlLexis.postgresql();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "now()",
                "CURRENT_TIMESTAMP",
                "'it''s; (fine'",
                "'{}'::jsonb",
                "shop.next_id('a b', 1 + 2)",
                "ARRAY['a', 'b']::text[]",
                "\"My Column\"",
                "1.5",
                "$$a;b$$"
            })
    void whatReadsTheSameWithoutParenthesesGetsNone(String sql) {
        SqlFragment fragment = SqlFragment.of(' ' + sql + '\n', LEXIS);

        assertThat(fragment).isEqualTo(new SqlFragment(sql, true, null));
        assertThat(fragment.operand()).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 + 1",
                "1+1",
                "-1",
                "a AND b",
                "a /* ; ) */",
                "x::double precision",
                "a, DROP",
                "Not(true)",
                "OPERATOR(a.+)- 1"
            })
    void allElseGetsParentheses(String sql) {
        assertThat(SqlFragment.of(sql, LEXIS).operand()).isEqualTo('(' + sql + ')');
    }

    @Test
    void commentAtTheEndDoesNotHideWhatFollows() {
        assertThat(SqlFragment.of("a > 0 -- positive", LEXIS).operand()).isEqualTo("(a > 0 -- positive\n)");
        assertThat(SqlFragment.of("now()--", LEXIS).text()).isEqualTo("now()--\n");
        assertThat(SqlFragment.of("'--'", LEXIS).text()).isEqualTo("'--'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a > 0) OR (b > 0  | has a ")" that closes nothing
                    (a > 0            | has a "(" that is not closed
                    a[1               | has a "[" that is not closed
                    (a[1)]            | has a ")" that closes nothing
                    a]                | has a "]" that closes nothing
                    1; DROP TABLE t   | has a ";" outside quotes, which would end the statement
                    (1;2)             | has a ";" outside quotes, which would end the statement
                    a = 'x            | has a string that is not closed
                    a = E'x\\'        | has a string that is not closed
                    "a                | has a quoted identifier that is not closed
                    a /* /* */        | has a comment that is not closed
                    $x$ a $y$         | has a dollar-quoted string that is not closed
                    a \\gexec         | has a "\\" outside quotes, which is no SQL
                    """)
    void whatIsNotOnePieceIsToldApart(String sql, String problem) {
        assertThat(SqlFragment.of(sql, LEXIS).problem()).isEqualTo(problem);
    }

    @Test
    void quotesAndCommentsHideBracketsAndSemicolons() {
        assertThat(List.of("'(;'", "\"(;\"", "$a$(;$a$", "/* (; */ 1", "1 -- (;", "E'\\'(;'"))
                .allSatisfy(
                        sql -> assertThat(SqlFragment.of(sql, LEXIS).problem()).isNull());
    }
}
