package dev.reflux.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.junit.CatalogFingerprint;
import io.r2dbc.spi.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresServer.class)
class CatalogFingerprintIntegrationTests {

    @Test
    void sameScriptInTwoDatabasesGivesTheSameText(TestDatabase database) {
        TestDatabase other = database.another();
        other.execute(
                "CREATE TABLE gone (id serial); DROP TABLE gone; CREATE TYPE left_over AS ENUM (); DROP TYPE left_over");

        database.execute(CatalogChangesIntegrationTests.SCHEMA);
        other.execute(CatalogChangesIntegrationTests.SCHEMA);

        assertThat(database.fingerprint().lines()).hasSizeGreaterThan(40);
        other.fingerprint().assertSameAs(database.fingerprint());
    }

    @Test
    void anyRoleMayReadAll(TestDatabase database) {
        database.execute(CatalogChangesIntegrationTests.SCHEMA, "CREATE ROLE " + database.name() + " NOLOGIN");
        Connection connection = database.connect();
        new BlockingSql(connection).execute("SET ROLE " + database.name());
        try {
            assertThat(CatalogFingerprint.read(connection)
                            .difference(database.fingerprint())
                            .missing())
                    .as("what is hidden from others, since it holds passwords")
                    .allSatisfy(fact -> assertThat(fact.key()).startsWith("user mapping"));
        } finally {
            new BlockingSql(connection).execute("RESET ROLE; DROP ROLE " + database.name());
        }
    }

    @Test
    void orderOfCreationDoesNotShow(TestDatabase database) {
        TestDatabase other = database.another();
        database.execute(
                "CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE INDEX x ON a (id); CREATE INDEX y ON a (id)");
        other.execute(
                "CREATE TABLE b (id int); CREATE TABLE a (id int); CREATE INDEX y ON a (id); CREATE INDEX x ON a (id)");

        other.fingerprint().assertSameAs(database.fingerprint());
    }

    @Test
    void settingsOfTheDatabaseDoNotChangeHowThingsArePrinted(TestDatabase database) {
        String script =
                "CREATE TABLE a (at timestamptz DEFAULT '2026-01-01T00:00Z', i interval DEFAULT '1 day 2 hours',"
                        + " d date DEFAULT '2026-01-02', b bytea DEFAULT '\\x01')";
        TestDatabase other = database.another();
        for (String setting :
                List.of("timezone = 'Asia/Tokyo'", "datestyle = 'SQL, DMY'", "intervalstyle = 'iso_8601'")) {
            other.execute("ALTER DATABASE " + other.name() + " SET " + setting);
        }
        database.execute(script);
        other.execute(script);

        assertThat(other.fingerprint().lines())
                .filteredOn(line -> line.startsWith("column"))
                .isEqualTo(database.fingerprint().lines().stream()
                        .filter(line -> line.startsWith("column"))
                        .toList());
    }

    @Test
    void whatIsTakenBackLeavesNoTrace(TestDatabase database) {
        database.execute(CatalogChangesIntegrationTests.SCHEMA);
        CatalogFingerprint before = database.fingerprint();

        database.execute("ALTER TABLE shop.entry ADD COLUMN more int; ALTER TABLE shop.entry DROP COLUMN more;"
                + "GRANT SELECT ON shop.entry TO PUBLIC; REVOKE SELECT ON shop.entry FROM PUBLIC;"
                + "COMMENT ON TYPE shop.mood IS 'a'; COMMENT ON TYPE shop.mood IS NULL");

        database.fingerprint().assertSameAs(before);
    }

    @Test
    void rowsAndSequenceValuesDoNotShowUnlessAskedFor(TestDatabase database) {
        database.execute(CatalogChangesIntegrationTests.SCHEMA);
        CatalogFingerprint before = database.fingerprint();

        database.execute("INSERT INTO shop.account (name) VALUES ('Ann'); SELECT nextval('shop.ticket')");

        CatalogFingerprint after = database.fingerprint();
        after.assertSameAs(before);
        assertThat(after.withSequenceValues().lines())
                .contains("value of sequence shop.ticket: 5", "value of sequence shop.account_id_seq: 1");
        assertThat(before.withSequenceValues().lines()).contains("value of sequence shop.ticket: not used yet");
    }

    @Test
    void excludedTablesLeaveNothing(TestDatabase database) {
        database.execute(CatalogChangesIntegrationTests.SCHEMA);
        CatalogFingerprint before = database.fingerprint();

        database.execute(
                "CREATE TABLE shop.reflux_version (version_num varchar(64) CONSTRAINT reflux_version_pkc PRIMARY KEY);"
                        + "CREATE TABLE reflux_history (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, error text);"
                        + "COMMENT ON TABLE reflux_history IS 'log'; COMMENT ON CONSTRAINT reflux_history_pkey ON reflux_history IS 'k';"
                        + "GRANT SELECT ON reflux_history TO PUBLIC; INSERT INTO reflux_history (error) VALUES ('x')");

        CatalogFingerprint after = database.fingerprint();
        assertThat(after.lines()).isNotEqualTo(before.lines());
        after.excluding("reflux_version", "reflux_history")
                .withSequenceValues()
                .assertSameAs(before.withSequenceValues());
        assertThat(after.excluding("public.reflux_version", "reflux_history").lines())
                .filteredOn(line -> line.contains("reflux_version"))
                .isNotEmpty();
    }

    @Test
    void aDifferenceNamesTheLinesOfBothSides(TestDatabase database) {
        database.execute("CREATE TABLE a (id int)");
        CatalogFingerprint before = database.fingerprint();
        database.execute("ALTER TABLE a ALTER COLUMN id TYPE bigint");

        assertThatThrownBy(() -> database.fingerprint().assertSameAs(before))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("column public.a #0001 id: integer")
                .hasMessageContaining("column public.a #0001 id: bigint");
    }

    @Test
    void readingLeavesTheConnectionAsItWas(TestDatabase database) {
        var connection = database.connect();

        CatalogFingerprint.read(connection);

        assertThat(connection.isAutoCommit()).isTrue();
        assertThat(new BlockingSql(connection).value("SHOW search_path")).isEqualTo("\"$user\", public");
    }
}
