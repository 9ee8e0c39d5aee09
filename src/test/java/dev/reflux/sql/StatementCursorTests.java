package dev.reflux.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
    }
}
