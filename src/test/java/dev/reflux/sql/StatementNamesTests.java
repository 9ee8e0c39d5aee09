package dev.reflux.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementNamesTests {

    private static List<String> names(String statement) {
        return StatementNames.of(statement, SqlLexis.postgresql(), 50).stream()
                .map(SqlName::toString)
                .toList();
    }

    @Test
    void namesAreFoldedAsTheServerFoldsThem() {
        assertThat(names("ALTER TABLE Shop.\"Item\" ADD n int"))
                .containsExactly("alter", "table", "shop.\"Item\"", "add", "n", "int");
    }

    @Test
    void dotsJoinNamesAcrossBlanksAndComments() {
        assertThat(names("LOCK a . /* x */ b, c.d.e;")).containsExactly("lock", "a.b", "c.d.e");
        assertThat(names("SELECT a.*, b.1")).containsExactly("select", "a", "b");
    }

    @Test
    void textsAndCommentsHoldNoNames() {
        assertThat(names("DELETE FROM a WHERE b = 'c d' -- e\n AND f = 1"))
                .containsExactly("delete", "from", "a", "where", "b", "and", "f");
    }

    @Test
    void codeInDollarQuotesIsReadButNotForEver() {
        assertThat(names("DO $x$ BEGIN EXECUTE $$LOCK deep$$; LOCK shallow; END $x$"))
                .contains("deep", "shallow");
        assertThat(names("DO $a$ $b$ $c$ $d$ x $d$ $c$ $b$ $a$")).containsExactly("do");
    }

    @Test
    void brokenStatementsAreReadAsFarAsTheyGo() {
        assertThat(names("SELECT a FROM \"b")).containsExactly("select", "a", "from");
        assertThat(names("DO $$ LOCK c")).containsExactly("do", "lock", "c");
        assertThat(names("U&\"d\\0061t\" . . x \"\"")).containsExactly("x");
        assertThat(names("")).isEmpty();
    }

    @Test
    void noMoreAreGivenThanAreEnough() {
        assertThat(StatementNames.of("a b c d", SqlLexis.postgresql(), 2)).hasSize(2);
    }
}
