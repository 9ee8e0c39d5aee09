package dev.reflux.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementCursorTests {

    private static StatementCursor cursor(String statement) {
        return StatementCursor.of(statement, SqlLexis.postgresql());
    }

    @Test
    void passesOverAllWordsOrNone() {
        StatementCursor cursor = cursor("-- why\ndrop /* x */ Index if not");
        assertThat(cursor.skip("DROP", "TABLE")).isFalse();
        assertThat(cursor.skip("DROP", "INDEX")).isTrue();
        assertThat(cursor.skip("IF", "NOT", "EXISTS")).isFalse();
        assertThat(cursor.skip("IF", "NOT")).isTrue();
        assertThat(cursor.isAtEnd()).isTrue();
        assertThat(cursor.rest()).isEmpty();
    }

    @Test
    void aQuotedNameIsNoKeyword() {
        StatementCursor cursor = cursor("\"DROP\" index");
        assertThat(cursor.skip("DROP")).isFalse();
        assertThat(cursor.name()).isEqualTo(new SqlName(List.of("DROP")));
    }

    @Test
    void namesAreFoldedAndEndWithTheirLastPart() {
        StatementCursor cursor = cursor("Shop . \"It\"\"s\".c, d");
        assertThat(cursor.name()).isEqualTo(new SqlName(List.of("shop", "It\"s", "c")));
        assertThat(cursor.skipSymbol(',')).isTrue();
        assertThat(cursor.rest()).isEqualTo("d");
    }

    @Test
    void aNameWithUnicodeEscapesIsNotRead() {
        assertThat(cursor("U&\"\\0061\"").name()).isNull();
        assertThat(cursor("a.U&\"\\0061\"").name()).isNull();
        assertThat(cursor("'a'").name()).isNull();
        assertThat(cursor("").name()).isNull();
    }

    @Test
    void listsArePassedOverWhole() {
        StatementCursor cursor = cursor("(a, (b), ')') c;");
        assertThat(cursor.skipList()).isTrue();
        assertThat(cursor.skipList()).isFalse();
        assertThat(cursor.name()).isEqualTo(new SqlName(List.of("c")));
    }

    @Test
    void plainStringsAreReadAndOthersAreNot() {
        assertThat(cursor("'it''s'").string()).isEqualTo("it's");
        assertThat(cursor("E'a'").string()).isNull();
        assertThat(cursor("a").string()).isNull();
    }

    @Test
    void tokensAreTheSameWhateverStandsBetweenThem() {
        assertThat(cursor("CALL p('a  b',1) -- x").tokens())
                .isEqualTo(cursor("CALL/* y */p ( 'a  b' ,\n1);").tokens());
        assertThat(cursor("CALL p('a b',1)").tokens())
                .isNotEqualTo(cursor("CALL p('a  b',1)").tokens());
    }

    @Test
    void theOutlineIsShortAndHoldsNoString() {
        assertThat(cursor("CALL  s.p ('secret',\n 3, $$secret$$)").outline()).isEqualTo("CALL s.p('…', 3, $$…$$)");
        assertThat(cursor("CALL p(" + "column_name, ".repeat(20) + "x)").outline())
                .hasSizeLessThan(110)
                .endsWith(" …");
        assertThat(cursor("SELECT a::text||b WHERE a<= -1").outline())
                .isEqualTo("SELECT a :: text || b WHERE a <= - 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT E'it\\' secret', 'b'",
                "SELECT E'it\\' secret",
                "SELECT 'it' 'secret",
                "SELECT $$it's secret$$, 1",
                "SELECT $a$it's $$ secret$a$ , $b$ secret",
                "SELECT 1 -- secret\n, 'it''s secret' /* secret */",
                "SELECT 'a\\' secret', 'b\\' secret'",
                "SELECT 'a\\'' secret'",
                "SELECT 1 WHERE a = 'x' AND b = 'secret",
                "SELECT U&'\\0061 secret', N'secret'"
            })
    void theOutlineOfSomebodyElsesTextNeverShowsWhatMayBeAString(String text) {
        assertThat(cursor(text).outlineOfOthers()).startsWith("SELECT").doesNotContain("secret");
    }

    @Test
    void theOutlineOfSomebodyElsesTextEndsBeforeTheFirstQuoteOfOneThatIsCut() {
        assertThat(cursor("SELECT a FROM b WHERE c = 'd' AND e = 'f").outlineOfOthers())
                .isEqualTo("SELECT a FROM b WHERE c = …");
        assertThat(cursor("DO $$ BEGIN").outlineOfOthers()).isEqualTo("DO …");
        assertThat(cursor("SELECT a FROM b WHERE c = 'd' AND e = E'\\''").outlineOfOthers())
                .isEqualTo("SELECT a FROM b WHERE c = '…' AND e = '…'");
    }
}
