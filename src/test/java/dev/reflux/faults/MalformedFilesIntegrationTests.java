package dev.reflux.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.cli.RefluxCli;
import dev.reflux.testsupport.Mutator;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Revisions and configurations that good ones were turned into: each is run, or refused with an error of a known type,
 * without a stack trace, in time, and with the database as it was.
 */
@ExtendWith(PostgresServer.class)
class MalformedFilesIntegrationTests {

    private static final Extent EXTENT = Extent.current();
    private static final int LIMIT_SECONDS = 30;
    private static final Path KEPT = Path.of("target/malformed");
    private static final Pattern TYPE = Pattern.compile("(?:Type: |\"type\" ?: ?\")(\\w+)");

    /** All but {@code internal_error}. */
    private static final List<String> TYPES = List.of(
            "not_found",
            "ambiguous",
            "branch_not_found",
            "not_on_branch",
            "multiple_heads",
            "cycle",
            "self_loop",
            "dependency_cycle",
            "dependency_self_loop",
            "missing_revision",
            "duplicate_revision",
            "duplicate_branch_label",
            "invalid_revision_id",
            "overlapping_heads",
            "invalid_revision_file",
            "irreversible_revision",
            "checksum_mismatch",
            "database_ahead",
            "connection_failed",
            "database_error",
            "config_error",
            "usage_error");

    private static final String SQL =
            """
            -- revision: two
            -- down_revision: one
            -- branch_labels: shop
            -- message: everything that the lexer knows

            -- +upgrade
            CREATE TABLE note (id integer PRIMARY KEY, text text DEFAULT E'it\\'s' || U&'\\0061');
            /* a comment /* in a comment */ */
            CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql AS $body$ SELECT 2 * n; $body$;
            INSERT INTO note VALUES (1, 'a;b'), (2, $$c;d$$);
            COPY note (id, text) FROM stdin;
            3\tthree
            4\t\\N
            \\.
            UPDATE account SET n = n + 1 WHERE "id" < 3;

            -- +downgrade
            DROP FUNCTION twice;
            DROP TABLE note;
            """;

    private static final String YAML =
            """
            revision: two
            down_revision: [one]
            branch_labels: shop
            message: "every \\u0061 kind of value"
            upgrade:
              - create_table:
                  name: note
                  columns:
                    - {name: id, type: bigint, identity: {always: true, start: 5}, primary_key: true}
                    - {name: text, type: varchar(40), nullable: false, default: "it's"}
                    - {name: at, type: timestamptz, default_sql: now()}
                    - {name: account, type: integer, references: {table: account, column: id, on_delete: cascade}}
                  constraints:
                    - check: {name: short, condition: length(text) < 30}
                  indexes:
                    - {name: ix_note_text, columns: [text], unique: true}
                  comment: |-
                    several
                    lines
              - bulk_insert:
                  table: note
                  columns: [{name: text, type: varchar(40)}, {name: account, type: integer}]
                  rows:
                    - {text: one, account: 1}
                    - {text: two, account: null}
              - alter_column: {table: account, name: n, type: bigint, existing_type: integer}
              - execute:
                  sql: >-
                    UPDATE account SET n = n + :by
                  params: {by: 3}
            downgrade: auto
            """;

    private static final String JAVA =
            """
            import static dev.reflux.schema.Columns.column;
            import static dev.reflux.schema.Types.bigint;

            import dev.reflux.migration.Migration;
            import dev.reflux.migration.Operations;
            import dev.reflux.migration.Revision;

            @Revision(id = "two", downRevision = {"one"}, branchLabels = "shop", message = "a class")
            public final class Two implements Migration {
                @Override
                public void upgrade(Operations op) {
                    op.createTable("note", column("id", bigint()).identity().primaryKey());
                    op.execute("UPDATE account SET n = n + 1");
                }
            }
            """;

    private static final String CONFIG =
            """
            reflux:
              url: '%s'
              username: postgres
              options: {applicationName: malformed}
              version-locations: [%s]
              recursive-version-locations: false
              transaction: run
              checksums: warn
              lock: {enabled: true, timeout: 5s}
              timeouts: {connect: 2s, lock: 1s, statement: 5s}
              retry: {max: 1, backoff: 10ms, max-backoff: 20ms}
              when-ahead: fail
              naming-convention: {ix: "ix_%%t_%%c", pk: "pk_%%t"}
              placeholders: {owner: "${OWNER:nobody}"}
              compile-java: true
            logging:
              level: {root: warn}
            spring: {application: {name: shop}}
            """;

    @TempDir
    private Path folder;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private Path versions;
    private Path config;
    private TestDatabase applied;
    private TestDatabase database;
    private String before;

    /** What a run came to. */
    private record Outcome(int status, String out, String err) {
        String type() {
            Matcher type = TYPE.matcher(out + err);
            return type.find() ? type.group(1) : "none";
        }
    }

    @BeforeEach
    void applyTheFirstRevision(TestDatabase empty) throws Exception {
        versions = Files.createDirectory(folder.resolve("versions"));
        config = folder.resolve("application.yaml");
        applied = empty;
        database = empty;
        Files.writeString(
                versions.resolve("one.sql"),
                "-- revision: one\n-- +upgrade\nCREATE TABLE account (id integer PRIMARY KEY, n integer);\n"
                        + "INSERT INTO account SELECT i, i FROM generate_series(1, 5) AS i;\n");
        Files.writeString(config, goodConfig());
        assertThat(upgrade().status()).isZero();
        renew();
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        database.close();
    }

    @Test
    void sqlRevisions() throws Exception {
        survey("malformed SQL revisions", SQL, versions.resolve("two.sql"), EXTENT.of(4000, 60));
    }

    @Test
    void yamlRevisions() throws Exception {
        survey("malformed YAML revisions", YAML, versions.resolve("two.yaml"), EXTENT.of(4000, 60));
    }

    @Test
    void javaRevisions() throws Exception {
        survey("malformed Java revisions", JAVA, versions.resolve("Two.java"), EXTENT.of(500, 5));
    }

    @Test
    void configurations() throws Exception {
        Files.writeString(versions.resolve("two.sql"), SQL);
        survey("malformed configurations", null, config, EXTENT.of(2500, 60));
    }

    /** Null: the configuration, which names the database of the moment. */
    private void survey(String fault, @Nullable String good, Path file, int count) throws Exception {
        Survey survey = new Survey(fault, EXTENT);
        int refused = 0;
        for (int seed = 1; seed <= count; seed++) {
            byte[] content = new Mutator(seed).mutate(good == null ? goodConfig() : good);
            boolean[] wasRefused = {false};
            survey.at("seed " + seed, name -> {
                Files.write(file, content);
                wasRefused[0] = isRefusedWell(content, file);
            });
            refused += wasRefused[0] ? 1 : 0;
        }
        survey.finish();
        if (EXTENT.only() == null) {
            assertThat(refused).as("refused of " + count).isBetween(count / 10, count - 1);
        }
    }

    private boolean isRefusedWell(byte[] content, Path file) throws Exception {
        try {
            Outcome outcome = upgrade();
            assertThat(outcome.err()).doesNotContain("\tat ", "Exception in thread");
            if (outcome.status() == 0) {
                renew();
                return false;
            }
            assertThat(outcome.type()).as(outcome.err()).isIn(TYPES);
            assertThat(outcome.status()).as(outcome.err()).isIn(1, 2);
            assertThat(state()).as("the database after " + outcome.err()).isEqualTo(before);
            return true;
        } catch (Exception | AssertionError e) {
            Files.createDirectories(KEPT);
            Files.write(KEPT.resolve(System.nanoTime() + "-" + file.getFileName()), content);
            renew(); // also where a command hangs, which may go on in the database that it has
            throw e;
        }
    }

    private String goodConfig() {
        return CONFIG.formatted(database.url(), versions);
    }

    private Outcome upgrade() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = executor.submit(() -> RefluxCli.run(
                        new String[] {"-c", config.toString(), "upgrade", "heads"},
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8)))
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A database in which the first revision alone is applied, in place of one that was changed. */
    private void renew() throws IOException {
        if (database != applied) {
            database.close();
        }
        database = applied.copy();
        Files.writeString(config, goodConfig());
        before = state();
    }

    /** Versions of the rows of the catalog and of all else but the history. */
    private String state() {
        return database.value(
                """
                SELECT concat_ws(' ',
                    (SELECT md5(string_agg(oid || relname || relnatts || xmin, ',' ORDER BY oid))
                        FROM pg_class WHERE oid >= 16384),
                    (SELECT md5(string_agg(attrelid || attname || xmin, ',' ORDER BY attrelid, attnum))
                        FROM pg_attribute WHERE attrelid >= 16384),
                    (SELECT md5(string_agg(oid || typname || xmin, ',' ORDER BY oid)) FROM pg_type WHERE oid >= 16384),
                    (SELECT md5(string_agg(oid || conname || xmin, ',' ORDER BY oid))
                        FROM pg_constraint WHERE oid >= 16384),
                    (SELECT md5(string_agg(indexrelid || ' ' || xmin, ',' ORDER BY indexrelid))
                        FROM pg_index WHERE indexrelid >= 16384),
                    (SELECT md5(string_agg(oid || enumlabel || xmin, ',' ORDER BY oid)) FROM pg_enum),
                    (SELECT md5(string_agg(oid || ' ' || xmin, ',' ORDER BY oid)) FROM pg_attrdef),
                    (SELECT md5(string_agg(objoid || description, ',' ORDER BY classoid, objoid, objsubid))
                        FROM pg_description WHERE objoid >= 16384),
                    (SELECT md5(string_agg(oid || proname || xmin, ',' ORDER BY oid)) FROM pg_proc WHERE oid >= 16384),
                    (SELECT md5(string_agg(oid || nspname || xmin, ',' ORDER BY oid)) FROM pg_namespace),
                    (SELECT md5(string_agg(account::text, ',' ORDER BY id)) FROM account),
                    (SELECT string_agg(version_num, ',') FROM reflux_version))
                """);
    }
}
