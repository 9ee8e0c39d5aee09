package dev.reflux.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.junit.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresServer.class)
class PostgresServerIntegrationTests {

    @BeforeEach
    void createTable(TestDatabase database) {
        database.execute("CREATE TABLE prepared (id int)");
    }

    @Test
    void aTestSharesItsDatabaseWithWhatRunsBeforeEach(TestDatabase database, TestDatabase same) {
        assertThat(database.column("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .containsExactly("prepared");
        assertThat(same).isSameAs(database);
    }

    @Test
    void theServerIsOneOfTheSupportedOnes(TestDatabase database) {
        assertThat(database.majorVersion()).isBetween(14, 18);
    }

    @Test
    void urlAndOptionsLeadToTheDatabase(TestDatabase database) {
        String query = "SELECT current_database()";

        assertThat(new BlockingSql(database.connect()).value(query)).isEqualTo(database.name());
        assertThat(new BlockingSql(database.connect(database.proxy())).value(query))
                .isEqualTo(database.name());
        assertThat(TestServer.at(database.url()).options(database.name())).isEqualTo(database.options());
    }

    @Test
    void queriesGiveRowsInOrderWithTheirLabels(TestDatabase database) {
        List<Map<String, Object>> rows =
                database.query("SELECT n AS number, nullif(n, 2)::text AS text FROM generate_series(1, 2) AS n");

        assertThat(rows.get(0)).containsExactly(Map.entry("number", 1), Map.entry("text", "1"));
        assertThat(rows.get(1)).containsEntry("number", 2).containsEntry("text", null);
        assertThatThrownBy(() -> database.value("SELECT 1 WHERE false")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sessionsAreThoseOfOthersOnThisDatabase(TestDatabase database) {
        database.another().connect();
        assertThat(database.sessions()).isEmpty();

        database.connect();

        assertThat(database.sessions()).singleElement().satisfies(session -> {
            assertThat(session.applicationName()).isEqualTo("r2dbc-postgresql");
            assertThat(session.state()).isEqualTo("idle");
        });
    }

    @Test
    void closingDropsTheDatabaseAndItsLikesUnderWhoeverIsConnected(TestDatabase database) {
        TestDatabase second = database.another();
        TestDatabase third = second.another();
        new BlockingSql(third.connect()).execute("BEGIN; CREATE TABLE open (id int)");

        second.close();

        assertThat(database.column("SELECT datname FROM pg_database"))
                .contains(database.name())
                .doesNotContain(second.name(), third.name());
    }

    @Test
    void anErrorOfTheServerReachesTheTest(TestDatabase database) {
        assertThatThrownBy(() -> database.execute("SELECT 1; SELECT 1/0")).hasMessageContaining("division by zero");
    }
}
