package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reflux.Reflux;
import dev.reflux.config.Timeouts;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.error.RefluxException;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import dev.reflux.testsupport.WireProxy;
import io.r2dbc.spi.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** What the next run makes of a revision that was left half-way, its file corrected or not. */
@ExtendWith(PostgresServer.class)
class HalfWayRevisionsIntegrationTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String INDEX = "CREATE INDEX CONCURRENTLY ix ON t1 (name)";

    private static final String UNIQUE = "CREATE UNIQUE INDEX CONCURRENTLY ix ON t1 (name)";

    @TempDir
    Path temporary;

    private TestDatabase database;
    private RevisionFolder revisions;

    @BeforeEach
    void table(TestDatabase fresh) {
        database = fresh;
        database.execute("CREATE TABLE t1 (id integer, name text)", "INSERT INTO t1 VALUES (1, 'a'), (2, 'a')");
        revisions = RevisionFolder.in(temporary);
    }

    private Reflux reflux(String url) {
        return Reflux.builder().url(url).locations(revisions.location()).build();
    }

    private MigrationReport upgrade() {
        return reflux(database.url()).upgrade("head").block(LIMIT);
    }

    private RefluxException failure() {
        return catchThrowableOfType(RefluxException.class, this::upgrade);
    }

    /** Statements in the autocommit part of r1, which begins with a table of its own. */
    private void autocommit(String... statements) {
        revisions.text(
                "r1.sql",
                "-- revision: r1\n-- +upgrade\n-- +autocommit\nCREATE TABLE own (id integer);\n"
                        + String.join(";\n", statements) + ";\n-- +end\n");
    }

    /** The connection dies when a message arrives that is, or begins with, a text. */
    private void crashBefore(String text) {
        WireProxy proxy = database.proxy();
        proxy.whenSent(message -> {
            if (message.text() != null && message.text().startsWith(text)) {
                proxy.closeAll();
            }
        });
        assertThatThrownBy(() -> reflux(database.url(proxy)).upgrade("head").block(LIMIT))
                .isInstanceOfSatisfying(
                        RefluxException.class, error -> assertThat(error.code()).isEqualTo("connection_failed"));
        Eventually.holds(() -> assertThat(database.sessions()).isEmpty());
    }

    private List<String> indexes() {
        return database.column("SELECT indexrelid::regclass || ' ' || indisvalid FROM pg_index"
                + " WHERE indrelid = 't1'::regclass ORDER BY 1");
    }

    private Connection blocker(String... statements) {
        Connection blocker = database.connect();
        run(blocker, "BEGIN");
        List.of(statements).forEach(statement -> run(blocker, statement));
        return blocker;
    }

    private static void run(Connection connection, String statement) {
        Flux.from(connection.createStatement(statement).execute())
                .concatMap(result -> result.getRowsUpdated())
                .blockLast();
    }

    private void awaitInvalidIndex() {
        Eventually.holds(() -> assertThat(indexes()).containsExactly("ix false"));
    }

    private void assertRevisionIsDone() {
        assertThat(database.column("SELECT version_num FROM reflux_version")).containsExactly("r1");
        assertThat(database.column("SELECT outcome || coalesce(error, '') FROM reflux_history"))
                .containsExactly("succeeded");
    }

    @Test
    void aUniqueIndexOverRowsThatAreNotLeavesNothingBehind() {
        autocommit(UNIQUE);
        assertThat(failure().sqlState()).isEqualTo("23505");
        assertThat(indexes()).isEmpty();

        database.execute("UPDATE t1 SET name = id::text");
        upgrade();
        assertThat(indexes()).containsExactly("ix true");
        assertRevisionIsDone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY ix ON t1 (name)",
                "CREATE INDEX CONCURRENTLY other ON t1 (name)",
                "UPDATE t1 SET name = id::text;\n" + UNIQUE,
                "SELECT 1"
            })
    void aFailedStatementMayBeReplaced(String corrected) {
        autocommit(UNIQUE);
        assertThat(failure().sqlState()).isEqualTo("23505");
        autocommit(corrected);
        upgrade();
        assertThat(indexes()).doesNotContain("ix false").hasSize(corrected.equals("SELECT 1") ? 0 : 1);
        assertRevisionIsDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {UNIQUE, "CREATE INDEX CONCURRENTLY other ON t1 (name)", "SELECT 1", ""})
    void anIndexThatTheFailedRunCouldNotDropIsDroppedByTheNextOne(String corrected) throws Exception {
        autocommit(UNIQUE);
        Connection early = blocker("INSERT INTO t1 VALUES (3, 'c')");
        CompletableFuture<MigrationReport> run =
                reflux(database.url()).upgrade("head").toFuture();
        awaitInvalidIndex();
        Connection late = blocker("LOCK TABLE t1 IN ACCESS SHARE MODE", "SELECT count(*) FROM t1");
        run(early, "COMMIT");
        assertThatThrownBy(() -> run.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .hasMessageContaining("could not create unique index");
        run(late, "COMMIT");
        assertThat(indexes()).containsExactly("ix false");
        assertThat(reflux(database.url()).log(1).block(LIMIT).get(0).error())
                .contains("could not create unique index")
                .doesNotContain("intent");

        database.execute("UPDATE t1 SET name = id::text");
        if (corrected.isEmpty()) {
            autocommit();
        } else {
            autocommit(corrected);
        }
        upgrade();
        assertThat(indexes())
                .containsExactlyElementsOf(
                        corrected.contains("INDEX")
                                ? List.of(corrected.contains("other") ? "other true" : "ix true")
                                : List.of());
        assertRevisionIsDone();
    }

    @Test
    void withoutAHistoryAFailedBuildLeavesNoInvalidIndexEither() {
        revisions.text("r1.sql", "-- revision: r1\n-- +upgrade\n-- +autocommit\n" + UNIQUE + ";\n-- +end\n");
        Reflux forgetful = Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> values.historyTable(null))
                .build();
        assertThatThrownBy(() -> forgetful.upgrade("head").block(LIMIT)).hasMessageContaining("unique index");
        assertThat(indexes()).isEmpty();
        database.execute("UPDATE t1 SET name = id::text");
        forgetful.upgrade("head").block(LIMIT);
        assertThat(indexes()).containsExactly("ix true");
    }

    @Test
    void aBuildThatWaitedTooLongForALockIsDoneAgain() {
        autocommit(INDEX);
        Connection blocker = blocker("INSERT INTO t1 VALUES (3, 'c')");
        Reflux impatient = Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values ->
                        values.timeouts(new Timeouts(Duration.ofSeconds(10), Duration.ofMillis(300), Duration.ZERO)))
                .build();
        assertThatThrownBy(() -> impatient.upgrade("head").block(LIMIT))
                .isInstanceOfSatisfying(DatabaseException.class, error -> {
                    assertThat(error.sqlState()).isEqualTo("55P03");
                    assertThat(error.line()).isEqualTo(5);
                });
        run(blocker, "ROLLBACK");
        upgrade();
        assertThat(indexes()).containsExactly("ix true");
        assertRevisionIsDone();
    }

    @Test
    void aCancelledBuildIsDoneAgain() {
        autocommit(INDEX);
        Connection blocker = blocker("INSERT INTO t1 VALUES (3, 'c')");
        Disposable run = reflux(database.url()).upgrade("head").subscribe();
        awaitInvalidIndex();
        run.dispose();
        Eventually.holds(() -> assertThat(database.sessions()).hasSize(1));
        run(blocker, "ROLLBACK");
        upgrade();
        assertThat(indexes()).containsExactly("ix true");
        assertRevisionIsDone();
    }

    @Test
    void theSameIndexBuiltByHandIsTakenForDone() {
        autocommit(INDEX);
        crashBefore(INDEX);
        database.execute("CREATE INDEX ix ON public.t1 USING btree (name)");
        upgrade();
        assertThat(indexes()).containsExactly("ix true");
        assertRevisionIsDone();
    }

    @Test
    void aRoleThatMayNotMakeTheComparisonGoesByNameTableAndUniqueness() {
        String role = "reflux_" + database.name();
        database.execute(
                "CREATE ROLE " + role + "; ALTER TABLE t1 OWNER TO " + role,
                "GRANT CREATE ON SCHEMA public TO " + role,
                "REVOKE TEMPORARY ON DATABASE " + database.name() + " FROM PUBLIC");
        try {
            autocommit("SET ROLE " + role, INDEX);
            crashBefore(INDEX);
            database.execute("CREATE UNIQUE INDEX ix ON t1 (id)");
            assertThat(failure()).isInstanceOf(InterruptedRevisionException.class);
            database.execute("DROP INDEX ix; CREATE INDEX ix ON t1 (name DESC)");
            upgrade();
            assertThat(indexes()).containsExactly("ix true");
            assertRevisionIsDone();
        } finally {
            database.execute("DROP OWNED BY " + role + " CASCADE; DROP ROLE " + role);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX ix ON t1 (id)",
                "CREATE INDEX ix ON t1 (name DESC)",
                "CREATE INDEX ix ON t1 (name) WHERE id > 0",
                "CREATE TABLE t2 (name text); CREATE INDEX ix ON t2 (name)",
                "CREATE TABLE ix (name text)"
            })
    void anotherIndexOfThatNameIsNotTakenForIt(String byAnother) {
        autocommit(INDEX);
        crashBefore(INDEX);
        database.execute(byAnother);
        List<String> before = database.column("SELECT oid FROM pg_class WHERE relname = 'ix'");
        assertThat(failure())
                .isInstanceOf(InterruptedRevisionException.class)
                .hasMessageContaining("public.ix")
                .hasMessageContaining("There is now");
        assertThat(database.column("SELECT oid FROM pg_class WHERE relname = 'ix'"))
                .isEqualTo(before);
        database.execute("ALTER TABLE ix RENAME TO theirs");
        upgrade();
        assertThat(indexes()).contains("ix true");
        assertRevisionIsDone();
    }

    @Test
    void anInvalidIndexThatWasThereBeforeIsNotDropped() {
        assertThatThrownBy(() -> database.execute(UNIQUE)).hasMessageContaining("could not create unique index");
        autocommit(INDEX);
        crashBefore(INDEX);
        assertThat(failure().sqlState()).isEqualTo("42P07");
        assertThat(indexes()).containsExactly("ix false");
        autocommit("DROP INDEX CONCURRENTLY ix", INDEX);
        upgrade();
        assertThat(indexes()).containsExactly("ix true");
    }

    @Test
    void aStatementThatTookEffectMayChangeInItsBlanksAlone() {
        autocommit(INDEX, "SELECT 2");
        crashAfter(INDEX);
        autocommit("CREATE INDEX CONCURRENTLY other ON t1 (name)", "SELECT 2");
        RefluxException error = failure();
        assertThat(error.code()).isEqualTo("interrupted_revision");
        assertThat(error.line()).isEqualTo(5);
        assertThat(error).hasMessageContaining("statement 2 took effect, but has since been changed");

        autocommit("CREATE /* now */ INDEX\nCONCURRENTLY ix ON t1(name)", "SELECT 3");
        upgrade();
        assertThat(indexes()).containsExactly("ix true");
        assertRevisionIsDone();
    }

    private void crashAfter(String statement) {
        WireProxy proxy = database.proxy();
        boolean[] sent = new boolean[1];
        proxy.whenSent(message -> {
            if (sent[0]) {
                proxy.closeAll();
            }
            sent[0] |= statement.equals(message.text());
        });
        assertThatThrownBy(() -> reflux(database.url(proxy)).upgrade("head").block(LIMIT))
                .isInstanceOf(RefluxException.class);
        assertThat(sent[0]).isTrue();
        Eventually.holds(() -> assertThat(database.sessions()).isEmpty());
    }

    @Test
    void whatCannotBeDecidedSaysWhatToLookAtAndTheWaysOut() {
        autocommit("CALL fill('secret', 3)", "SELECT 2");
        database.execute("CREATE PROCEDURE fill(text, integer) LANGUAGE sql AS 'INSERT INTO t1 VALUES ($2, $1)'");
        crashAfter("CALL fill('secret', 3)");
        RefluxException error = failure();
        assertThat(error.code()).isEqualTo("interrupted_revision");
        assertThat(error.revision()).isEqualTo("r1");
        assertThat(error.file()).endsWith("r1.sql");
        assertThat(error.line()).isEqualTo(5);
        assertThat(error)
                .hasMessageContaining("its statement 2, \"CALL fill('…', 3)\", was started")
                .hasMessageContaining("look at what it was to write")
                .hasMessageContaining("\"stamp r1\"")
                .hasMessageContaining("\"stamp r1@base\"")
                .hasMessageContaining("SELECT 1")
                .hasMessageNotContaining("secret");
        assertThat(failure()).as("nothing was settled by asking").hasMessage(error.getMessage());

        autocommit("SELECT 1", "SELECT 2");
        upgrade();
        assertThat(database.value("SELECT count(*) FROM t1 WHERE id = 3")).isEqualTo("1");
        assertRevisionIsDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r1", "r1@base"})
    void aStampSettlesWhatCannotBeDecided(String target) {
        autocommit("DO 'BEGIN PERFORM 1; END'");
        crashAfter("DO 'BEGIN PERFORM 1; END'");
        assertThat(failure().code()).isEqualTo("interrupted_revision");
        reflux(database.url()).stamp(target).block(LIMIT);
        assertThat(reflux(database.url()).current().block(LIMIT).unfinished()).isEmpty();
    }

    @Test
    void aFileThatHasLostStatementsThatWereDoneIsRefused() {
        autocommit("CREATE TABLE more (id integer)", INDEX);
        crashBefore(INDEX);
        revisions.text("r1.sql", "-- revision: r1\n-- +upgrade\nSELECT 1;\n");
        assertThat(failure()).isInstanceOf(InterruptedRevisionException.class);
        autocommit("CREATE TABLE more (id bigint)", INDEX);
        assertThat(failure()).isInstanceOf(InterruptedRevisionException.class);
        autocommit("CREATE TABLE more (id integer)", INDEX);
        upgrade();
        assertRevisionIsDone();
    }

    @Test
    void theTailOfAYamlRevisionMayBeCorrected() {
        String operations =
                "revision: r1\nupgrade:\n  - create_table: {name: own, columns: [{name: id, type: integer}]}\n"
                        + "  - autocommit:\n"
                        + "      - create_index: {name: ix, table: t1, columns: [name], unique: %s, concurrently: true}\n";
        revisions.text("r1.yaml", operations.formatted("true"));
        assertThat(failure().sqlState()).isEqualTo("23505");
        revisions.text("r1.yaml", operations.formatted("false") + "  - execute: {sql: \"UPDATE t1 SET name = 'b'\"}\n");
        upgrade();
        assertThat(indexes()).containsExactly("ix true");
        assertRevisionIsDone();
    }

    @Test
    void theTailOfAJavaRevisionMayBeCorrected() {
        String body = "@Override public void upgrade(Operations op) {\n"
                + "op.createTable(\"own\", column(\"id\", integer()));\n"
                + "op.autocommit(auto -> auto.execute(\"%s\"));\n}\n"
                + "@Override public void downgrade(Operations op) {}";
        revisions.java("r1", "Migration", body.formatted(UNIQUE));
        assertThat(failure().sqlState()).isEqualTo("23505");
        RevisionFolder.in(temporary).java("r1", "Migration", body.formatted(INDEX));
        upgrade();
        assertThat(indexes()).containsExactly("ix true");
        assertRevisionIsDone();
    }

    @Test
    void whoWaitsForTheMigrationLockDoesNotHoldUpAnIndex() throws Exception {
        autocommit(INDEX);
        Connection blocker = blocker("INSERT INTO t1 VALUES (3, 'c')");
        CompletableFuture<MigrationReport> first =
                reflux(database.url()).upgrade("head").toFuture();
        awaitInvalidIndex();
        CompletableFuture<MigrationReport> second =
                reflux(database.url()).upgrade("head").toFuture();
        Eventually.holds(() -> assertThat(database.sessions()).hasSize(3));
        run(blocker, "ROLLBACK");
        assertThat(first.get(LIMIT.toSeconds(), TimeUnit.SECONDS).steps()).hasSize(1);
        assertThat(second.get(LIMIT.toSeconds(), TimeUnit.SECONDS).steps()).isEmpty();
        assertRevisionIsDone();
    }

    @Test
    void aCrashAfterTheCommitThatAnEnumValueForcesLosesNothing() {
        revisions.add("r1", "CREATE TYPE mood AS ENUM ('sad');", "DROP TYPE mood;");
        upgrade();
        revisions
                .write("r2", "-- +upgrade\nALTER TYPE mood ADD VALUE 'happy';\n")
                .write(
                        "r3",
                        "-- +upgrade\nCREATE TABLE m (is_now mood DEFAULT 'happy');\nINSERT INTO m DEFAULT VALUES;");
        crashWhere("CREATE TABLE m");
        assertThat(database.column("SELECT version_num FROM reflux_version")).containsExactly("r2");

        assertThat(upgrade().steps()).extracting(MigrationReport.Step::revision).containsExactly("r3");
        assertThat(database.column("SELECT is_now FROM m")).containsExactly("happy");
    }

    private void crashWhere(String part) {
        WireProxy proxy = database.proxy();
        proxy.whenSent(message -> {
            if (contains(message.text(), part)) {
                proxy.closeAll();
            }
        });
        assertThatThrownBy(() -> reflux(database.url(proxy)).upgrade("head").block(LIMIT))
                .isInstanceOf(RefluxException.class);
        Eventually.holds(() -> assertThat(database.sessions()).isEmpty());
    }

    private static boolean contains(@Nullable String text, String part) {
        return text != null && text.contains(part);
    }
}
