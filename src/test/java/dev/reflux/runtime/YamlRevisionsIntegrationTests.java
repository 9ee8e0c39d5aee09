package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.IrreversibleRevisionException;
import dev.reflux.junit.CatalogFingerprint;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.Psql;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresServer.class)
class YamlRevisionsIntegrationTests {

    private static final String SHOP =
            """
            revision: shop
            message: open the shop
            upgrade:
              - create_schema: {name: shop}
              - create_enum: {name: status, schema: shop, values: [new, paid]}
              - create_table:
                  name: account
                  schema: shop
                  comment: people who can sign in
                  columns:
                    - {name: id, type: bigint, identity: {always: true}, primary_key: true}
                    - {name: email, type: varchar(320), nullable: false, unique: true}
                    - {name: status, type: shop.status, nullable: false, default: new}
                    - {name: created_at, type: timestamptz, nullable: false, default_sql: now()}
              - autocommit:
                  - create_index:
                      {name: ix_account_created, table: account, schema: shop, columns: [created_at], concurrently: true}
            downgrade: auto
            """;

    @TempDir
    Path temporary;

    private RevisionFolder files;

    @BeforeEach
    void folder() {
        files = RevisionFolder.in(temporary);
    }

    private Reflux reflux(TestDatabase database) {
        return Reflux.builder().url(database.url()).locations(files.location()).build();
    }

    @Test
    void upgradeAndDowngradeByTheReverse(TestDatabase database) {
        files.text("shop.yaml", SHOP);
        reflux(database).ensureVersion().block();
        CatalogFingerprint before = database.fingerprint();

        MigrationReport up = reflux(database).upgrade("head").block();

        assertThat(up.steps().get(0).statements()).isEqualTo(5);
        assertThat(database.column("SELECT indexname FROM pg_indexes WHERE schemaname = 'shop' ORDER BY 1"))
                .containsExactly("account_email_key", "account_pkey", "ix_account_created");
        assertThat(database.value("SELECT length(checksum) FROM reflux_history"))
                .isEqualTo("64");

        reflux(database).downgrade("base").block();

        database.fingerprint().assertSameAs(before);
    }

    @Test
    void areTheSameAsAScript(TestDatabase online) {
        files.text("shop.yaml", SHOP);
        reflux(online).upgrade("head").block();
        TestDatabase offline = online.another();
        StringBuilder script = new StringBuilder();

        reflux(offline).upgrade("head", RunOptions.DEFAULTS.writingTo(script)).block();
        Psql.Outcome outcome = Psql.script(offline, script.toString());

        assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
        offline.fingerprint().assertSameAs(online.fingerprint());
    }

    @Test
    void nameTheOperationThatTheDatabaseRefuses(TestDatabase database) {
        files.text(
                "bad.yaml",
                """
                revision: bad
                upgrade:
                  - create_table: {name: a, columns: [{name: id, type: integer}]}
                  - create_index: {name: ix, table: a, columns: [nowhere]}
                """);

        assertThatThrownBy(() -> reflux(database).upgrade("head").block())
                .isInstanceOfSatisfying(DatabaseException.class, error -> {
                    assertThat(error.sqlState()).isEqualTo("42703");
                    assertThat(error.revision()).isEqualTo("bad");
                    assertThat(error.file()).endsWith("bad.yaml");
                    assertThat(error.line()).isEqualTo(4);
                });
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname = 'a'"))
                .isEmpty();
    }

    @Test
    void areReadBeforeAnythingIsWritten(TestDatabase database) {
        files.chain(1);
        files.text(
                "bad.yaml",
                """
                revision: bad
                down_revision: r1
                upgrade:
                  - create_table:
                      name: a
                      columns:
                        - {name: id, type: integer}
                        - {name: id, type: integer}
                """);

        assertThatThrownBy(() -> reflux(database).upgrade("head").block())
                .isInstanceOfSatisfying(InvalidRevisionFileException.class, error -> {
                    assertThat(error.file()).endsWith("bad.yaml");
                    assertThat(error.line()).isEqualTo(6);
                })
                .hasMessageContaining("\"id\" twice");
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname IN ('t1', 'reflux_version')"))
                .isEmpty();
    }

    @Test
    void tellWhereToPutWhatRunsInNoTransaction(TestDatabase database) {
        files.text("bare.yaml", "revision: bare\nupgrade:\n  - execute: {sql: VACUUM}\n");

        assertThatThrownBy(() -> reflux(database).upgrade("head").block())
                .isInstanceOfSatisfying(InvalidRevisionFileException.class, error -> assertThat(error.line())
                        .isEqualTo(3))
                .hasMessageContaining("Put the operation into autocommit.");
    }

    @Test
    void tellWhichOperationHasNoReverse(TestDatabase database) {
        files.text(
                "sql.yaml",
                """
                revision: sql
                upgrade:
                  - create_schema: {name: shop}
                  - execute: {sql: CREATE TABLE shop.t (id integer)}
                downgrade: auto
                """);
        reflux(database).upgrade("head").block();

        assertThatThrownBy(() -> reflux(database).downgrade("base").block())
                .isInstanceOfSatisfying(IrreversibleRevisionException.class, error -> {
                    assertThat(error.revision()).isEqualTo("sql");
                    assertThat(error.line()).isEqualTo(4);
                });
        assertThat(database.column("SELECT version_num FROM reflux_version")).containsExactly("sql");
    }

    @Test
    void getNamesByTheConventionAndPlaceholdersInSql(TestDatabase database) {
        files.text(
                "named.yaml",
                """
                revision: named
                upgrade:
                  - create_table:
                      name: account
                      columns:
                        - {name: id, type: bigint, primary_key: true}
                        - {name: email, type: text, unique: true}
                  - create_index: {table: account, columns: [email, id]}
                  - execute: {sql: "COMMENT ON TABLE account IS 'of ${owner}'"}
                  - add_column: {table: account, column: {name: note, type: text, default: "${owner}"}}
                """);

        Reflux.builder()
                .url(database.url())
                .locations(files.location())
                .configure(values -> values.placeholders(Map.of("owner", "shop"))
                        .namingConvention(Map.of("ix", "ix_%t_%c", "uq", "uq_%t_%c", "pk", "pk_%t")))
                .build()
                .upgrade("head")
                .block();

        assertThat(database.column("SELECT indexname FROM pg_indexes WHERE tablename = 'account' ORDER BY 1"))
                .containsExactly("ix_account_email_id", "pk_account", "uq_account_email");
        assertThat(database.value("SELECT obj_description('account'::regclass)"))
                .isEqualTo("of shop");
        assertThat(database.value("SELECT column_default FROM information_schema.columns WHERE column_name = 'note'"))
                .isEqualTo("'${owner}'::text");
    }
}
