package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PostgresServer.class)
class ChunkedUpdateIntegrationTests {

    @TempDir
    Path temporary;

    private final List<ChunkProgress> heard = new ArrayList<>();
    private RevisionFolder revisions;

    @BeforeEach
    void folder() {
        revisions = RevisionFolder.in(temporary);
    }

    private void upgrade(TestDatabase database) {
        Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .listener(new MigrationListener() {
                    @Override
                    public void rowsUpdated(MigrationReport.Step step, ChunkProgress progress) {
                        heard.add(progress);
                    }
                })
                .build()
                .upgrade("head")
                .block();
    }

    private void revision(String body) {
        revisions.java("r1", "Migration", "public void upgrade(Operations op) {\n" + body + "\n}");
    }

    private static String update(int size, String set, String where) {
        return "op.updateInChunks(ChunkedUpdate.of(\"t\", \"id\").size(" + size + ").set(\"" + set + "\")"
                + (where == null ? "" : ".where(\"" + where + "\")") + ");";
    }

    private static String autocommit(String call) {
        return "op.autocommit(auto -> " + call.replace("op.", "auto.").replace(";", "") + ");";
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void updatesAHundredThousandRows(boolean autocommit, TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id bigint PRIMARY KEY, email text, tx xid8)",
                "INSERT INTO t SELECT i, CASE WHEN i % 3 = 0 THEN 'A' ELSE 'a' END || i FROM generate_series(1, 100000) i",
                "ANALYZE t");
        String call = update(10_000, "email = lower(email), tx = pg_current_xact_id()", "email <> lower(email)");
        revision(autocommit ? autocommit(call) : call);

        upgrade(database);

        assertThat(database.value("SELECT count(*)::text FROM t WHERE email <> lower(email)"))
                .isEqualTo("0");
        assertThat(database.value("SELECT count(tx) || ' ' || count(DISTINCT tx) FROM t"))
                .isEqualTo("33333 " + (autocommit ? 10 : 1));
        assertThat(heard).hasSize(11);
        assertThat(heard.get(4)).isEqualTo(new ChunkProgress("t", 50_000, 100_000L, 16_666, false));
        assertThat(heard.get(10)).isEqualTo(new ChunkProgress("t", 100_000, 100_000L, 33_333, true));
        assertThat(database.column("SELECT outcome || ' ' || statements FROM reflux_history"))
                .containsExactly("succeeded 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bigint | SELECT NULL::bigint WHERE false",
                "bigint | SELECT unnest(ARRAY[7]::bigint[])",
                "bigint | SELECT unnest(ARRAY[-9223372036854775808, -3, -2, 0, 5, 1000000000000, 9223372036854775807])",
                "bigint | SELECT unnest(ARRAY[NULL, NULL, 1, 2, 2, 2, 2, 2, 3, NULL])",
                "bigint | SELECT NULL::bigint FROM generate_series(1, 5)",
                "smallint | SELECT i::smallint FROM generate_series(-32768, -32760) i",
                "numeric | SELECT unnest(ARRAY[1.5, 1.25, -0.1, 'NaN', 1e30]::numeric[])",
                "uuid | SELECT gen_random_uuid() FROM generate_series(1, 9)",
                "text | SELECT unnest(ARRAY['', ' ', 'a', 'B', 'O''Neill', 'back\\slash', 'ä', '\"'])",
                "timestamptz | SELECT now() + i * interval '1 microsecond' FROM generate_series(1, 9) i",
                "double precision | SELECT sqrt(i) FROM generate_series(1, 9) i"
            })
    void touchesEachRowOnceWhateverTheKeys(String type, String keys, TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id " + type + ", n integer NOT NULL DEFAULT 0)", "INSERT INTO t (id) " + keys);
        revision(update(2, "n = n + 1", null) + autocommit(update(3, "n = -n", "n > 0")));

        upgrade(database);

        assertThat(database.column("SELECT DISTINCT n::text FROM t WHERE n <> -1"))
                .isEmpty();
    }

    @Test
    @Timeout(60)
    void comesToAnEndWhereKeysAreReadWithFewerDigitsThanTheyHave(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id double precision, n integer NOT NULL DEFAULT 0)",
                "INSERT INTO t (id) SELECT sqrt(i) FROM generate_series(1, 50) i",
                "INSERT INTO t (id) VALUES (1.00001), (1.00002), (99.00001), (99.00002)");
        revision("op.execute(\"SET extra_float_digits = -12\");\n" + update(1, "n = n + 1", null)
                + update(3, "n = n + 1", null));

        upgrade(database);

        assertThat(database.column("SELECT DISTINCT n::text FROM t")).containsExactly("2");
    }

    @Test
    void takesNamesThatNeedQuotesAndEndsInComments(TestDatabase database) {
        database.execute(
                "CREATE SCHEMA \"Odd one\"",
                "CREATE TABLE \"Odd one\".\"select\" (key integer, \"A b\" integer)",
                "INSERT INTO \"Odd one\".\"select\" SELECT i, 0 FROM generate_series(1, 12) i");
        revision("op.updateInChunks(ChunkedUpdate.of(\"select\", \"key\").schema(\"Odd one\").size(5)"
                + ".set(\"\\\"A b\\\" = key -- by key\").where(\"\\\"A b\\\" = 0 -- not yet\"));");

        upgrade(database);

        assertThat(database.value("SELECT count(*)::text FROM \"Odd one\".\"select\" WHERE \"A b\" = key"))
                .isEqualTo("12");
    }

    @Test
    void aFailedOneIsContinuedWhereRowsAreLeft(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id integer PRIMARY KEY, n integer, CONSTRAINT wait CHECK (id <> 57 OR n > 0))",
                "INSERT INTO t SELECT i, i FROM generate_series(1, 100) i");
        revision("op.execute(\"CREATE TABLE v (id integer)\");\n" + autocommit(update(10, "n = -n", "n > 0")));

        assertThatThrownBy(() -> upgrade(database)).isInstanceOfSatisfying(DatabaseException.class, e -> {
            assertThat(e.revision()).isEqualTo("r1");
            assertThat(e.line()).isEqualTo(RevisionFolder.FIRST_MEMBER_LINE + 2);
            assertThat(e.sqlState()).isEqualTo("23514");
        });
        assertThat(database.value("SELECT count(*)::text FROM t WHERE n < 0")).isEqualTo("50");

        database.execute("ALTER TABLE t DROP CONSTRAINT wait", "INSERT INTO t VALUES (-5, 5), (0, 7), (1000, 1)");
        upgrade(database);

        assertThat(database.value("SELECT count(*) || ' ' || min(n) || ' ' || max(n) FROM t"))
                .isEqualTo("103 -100 -1");
        assertThat(database.column("SELECT outcome || ' ' || statements FROM reflux_history ORDER BY id"))
                .last()
                .isEqualTo("succeeded 2");
    }

    @Test
    void aloneItNeedsAConditionThatLeavesOutWhatIsDone(TestDatabase database) {
        database.execute("CREATE TABLE t (id integer PRIMARY KEY, n integer)", "INSERT INTO t VALUES (1, 1), (2, 2)");
        revision(autocommit(update(1, "n = n + 1", "n > 0")));

        assertThatThrownBy(() -> upgrade(database))
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("where still holds for 1 rows after they were updated");
        assertThat(database.column("SELECT n::text FROM t ORDER BY id")).containsExactly("1", "2");

        RevisionFolder.in(temporary)
                .java(
                        "r1",
                        "Migration",
                        "public void upgrade(Operations op) {\n" + autocommit(update(1, "n = 0", null)) + "}");
        assertThatThrownBy(() -> upgrade(database))
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("where is missing");
        assertThat(database.column("SELECT n::text FROM t ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void doesNotChangeItsKey(TestDatabase database) {
        database.execute("CREATE TABLE t (id integer)", "INSERT INTO t SELECT generate_series(1, 10)");
        revision(update(3, "id = id + 3", null));

        assertThatThrownBy(() -> upgrade(database))
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("set changes the key id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n = 1; DELETE FROM t", "n = 'a", "n = $1"})
    void isOneStatement(String set, TestDatabase database) {
        database.execute("CREATE TABLE t (id integer, n integer)", "INSERT INTO t VALUES (1, 5)");
        revision("\n" + update(3, set, null));

        assertThatThrownBy(() -> upgrade(database))
                .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.line())
                        .isEqualTo(RevisionFolder.FIRST_MEMBER_LINE + 2));
        assertThat(database.column("SELECT n::text FROM t")).containsExactly("5");
    }

    @Test
    void aloneItNeedsAConditionInAScriptToo(TestDatabase database) {
        revision("\n" + autocommit(update(3, "n = 1", null)));
        Reflux reflux = Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .build();

        assertThatThrownBy(() -> reflux.upgrade("head", RunOptions.DEFAULTS.writingTo(new StringBuilder()))
                        .block())
                .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.line())
                        .isEqualTo(RevisionFolder.FIRST_MEMBER_LINE + 2))
                .hasMessageContaining("where is missing");
    }
}
