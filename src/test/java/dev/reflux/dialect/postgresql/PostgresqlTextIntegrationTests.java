package dev.reflux.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Names as the server itself would write them. */
@ExtendWith(PostgresServer.class)
class PostgresqlTextIntegrationTests {

    @Test
    void everyWordThatTheServerReservesIsQuoted(TestDatabase database) {
        List<String> reserved =
                database.column("SELECT word FROM pg_catalog.pg_get_keywords() WHERE catcode IN ('R', 'T')");

        assertThat(reserved).hasSizeGreaterThan(90).allSatisfy(word -> assertThat(PostgresqlText.identifier(word))
                .isEqualTo('"' + word + '"'));
    }

    @Test
    void aPlainNameStaysAsItIs() {
        assertThat(PostgresqlText.identifier("alembic_version")).isEqualTo("alembic_version");
    }

    @Test
    void anyOtherNameIsQuoted() {
        assertThat(List.of("My Versions", "Users", "1st", "a\"b", "straße", "a$b", ""))
                .allSatisfy(name ->
                        assertThat(PostgresqlText.identifier(name)).isEqualTo('"' + name.replace("\"", "\"\"") + '"'));
    }

    @Test
    void nothingInAStatementEndsItsDollarQuotes(TestDatabase database) {
        List<String> statements = List.of(
                "CREATE TABLE a$reflux ()",
                "COMMENT ON TABLE a$reflux IS '$reflux$ $reflux1$'",
                "CREATE TABLE b$ ()",
                "CREATE TABLE c () -- $$ $reflux2$reflux");

        statements.forEach(statement -> database.execute(new PostgresqlDialect().quoted(statement)));

        assertThat(database.column("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                        + " 'public'::regnamespace ORDER BY 1"))
                .containsExactly("a$reflux", "b$", "c");
    }
}
