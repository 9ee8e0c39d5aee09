package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.HistoryQuery;
import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.config.RefluxConfigBuilder;
import dev.reflux.config.WhenAhead;
import dev.reflux.error.DatabaseAheadException;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.LogLines;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An older build before a database that a newer one has migrated. */
@ExtendWith(PostgresServer.class)
class AheadIntegrationTests {

    @TempDir
    Path temporary;

    private RevisionFolder newer;
    private RevisionFolder older;
    private TestDatabase database;

    @BeforeEach
    void folders(TestDatabase fresh) throws IOException {
        database = fresh;
        newer = RevisionFolder.in(Files.createDirectory(temporary.resolve("newer")));
        older = RevisionFolder.in(Files.createDirectory(temporary.resolve("older")));
    }

    private Reflux build(RevisionFolder folder, WhenAhead policy) {
        return build(folder, policy, builder -> builder);
    }

    private Reflux build(RevisionFolder folder, WhenAhead policy, UnaryOperator<RefluxConfigBuilder> more) {
        return Reflux.builder()
                .url(database.url())
                .locations(folder.location())
                .configure(values -> more.apply(values.whenAhead(policy)))
                .build();
    }

    private void copy(String... ids) {
        for (String id : ids) {
            try {
                Files.copy(Path.of(newer.location(), id + ".sql"), Path.of(older.location(), id + ".sql"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void revision(String id, String parents) {
        newer.text(
                id + ".sql",
                "-- revision: " + id + "\n-- down_revision: " + parents + "\n\n-- +upgrade\nCREATE TABLE t_" + id
                        + " (id integer);\n\n-- +downgrade\nDROP TABLE t_" + id + ";\n");
    }

    private List<String> rows() {
        return database.column("SELECT version_num FROM reflux_version ORDER BY 1");
    }

    @Test
    void failTellsWhatIsUnknownWhoAppliedItAndTheWayBack() {
        newer.chain(4);
        copy("r1", "r2");
        build(newer, WhenAhead.FAIL).upgrade("head").block();

        for (var run : List.of(
                build(older, WhenAhead.FAIL).upgrade("head"),
                build(older, WhenAhead.START).downgrade("r1"),
                build(older, WhenAhead.FAIL).current())) {
            assertThatThrownBy(run::block)
                    .isInstanceOf(DatabaseAheadException.class)
                    .hasMessageContaining("'r4'")
                    .hasMessageContaining("r4, r3 were applied at 20")
                    .hasMessageContaining("by " + database.username() + " on ")
                    .hasMessageContaining("with Reflux ")
                    .hasMessageContaining("\"downgrade r2\"");
        }
        assertThat(rows()).containsExactly("r4");
    }

    private void appliedByDeploy() {
        newer.chain(2);
        copy("r1");
        build(newer, WhenAhead.FAIL).upgrade("head").block();
        database.execute("UPDATE reflux_history SET applied_by = 'deploy', host = 'ci', tool_version = '0.0.1',"
                + " finished_at = '2026-11-01 12:00:00Z'");
    }

    private void acceptAChangedFile() throws IOException {
        Files.writeString(Path.of(newer.location(), "r2.sql"), "-- changed\n", StandardOpenOption.APPEND);
        build(newer, WhenAhead.FAIL).acceptFiles("r2").block();
    }

    @Test
    void whoAcceptsAFileDidNotApplyIt() throws IOException {
        appliedByDeploy();

        acceptAChangedFile();

        assertThatThrownBy(build(older, WhenAhead.FAIL).upgrade("head")::block)
                .hasMessageContaining("r2 was applied at 2026-11-01 12:00 UTC by deploy on ci with Reflux 0.0.1.");
        assertThat(build(newer, WhenAhead.FAIL).verify().block().differences()).isEmpty();
    }

    @Test
    void whoAcceptsAFileIsAllThatIsKnownWhereNoUpgradeIsRecordedSinceTheDowngrade() throws IOException {
        appliedByDeploy();
        build(newer, WhenAhead.FAIL).downgrade("r1").block();
        build(newer, WhenAhead.FAIL).stamp("r2").block();
        database.execute("UPDATE reflux_history SET checksum = 'of old' WHERE direction = 'stamp'");

        acceptAChangedFile();

        assertThatThrownBy(build(older, WhenAhead.FAIL).upgrade("head")::block)
                .hasMessageContaining("r2 was applied at 20")
                .hasMessageContaining("by " + database.username() + " on ")
                .hasMessageNotContaining("deploy on ci");
    }

    @Test
    void startAppliesNothingAndSaysSo() {
        newer.chain(4);
        copy("r1", "r2");
        build(newer, WhenAhead.FAIL).upgrade("head").block();

        try (LogLines log = LogLines.of(OnlineRun.class)) {
            MigrationReport report =
                    build(older, WhenAhead.START).upgrade("head").block();

            assertThat(report.steps()).isEmpty();
            assertThat(report.from()).containsExactly("r4");
            assertThat(report.to()).containsExactly("r4");
            assertThat(log.warnings()).hasSize(1);
            assertThat(log.warnings().get(0)).contains("r4, r3 were applied", "Nothing is applied");
        }
    }

    @Test
    void startAppliesNothingThoughAnotherBranchHasWork() {
        newer.chain(1);
        revision("left", "r1");
        revision("right", "r1");
        copy("r1", "right");
        build(newer, WhenAhead.FAIL).upgrade("left").block();

        assertThat(build(older, WhenAhead.START).upgrade("heads").block().steps())
                .isEmpty();
        assertThat(rows()).containsExactly("left");
    }

    @Test
    void theWayBackTakesAwayOnlyWhatIsUnknown() {
        newer.chain(1);
        revision("left", "r1");
        revision("right", "r1");
        revision("right2", "right");
        revision("join", "left, right2");
        revision("base2", "");
        revision("old2", "");
        copy("r1", "left", "old2");
        build(newer, WhenAhead.FAIL).upgrade("heads").block();

        assertThatThrownBy(() -> build(older, WhenAhead.FAIL).upgrade("heads").block())
                .hasMessageContaining("\"downgrade right@r1\"")
                .hasMessageContaining("\"downgrade base2@base\"");
        build(newer, WhenAhead.FAIL).downgrade("right@r1").block();
        build(newer, WhenAhead.FAIL).downgrade("base2@base").block();

        assertThat(rows()).containsExactly("left", "old2");
        assertThat(build(older, WhenAhead.FAIL).upgrade("heads").block().steps())
                .isEmpty();
    }

    @Test
    void withoutAHistoryOnlyTheRowIsKnown() {
        newer.chain(3);
        copy("r1");
        build(newer, WhenAhead.FAIL, values -> values.historyTable(null))
                .upgrade("head")
                .block();

        assertThatThrownBy(() -> build(older, WhenAhead.FAIL).upgrade("head").block())
                .isInstanceOf(DatabaseAheadException.class)
                .hasMessageContaining("'r3'")
                .hasMessageContaining("does not tell who applied r3")
                .hasMessageContaining("'reflux stamp'");
        assertThat(build(older, WhenAhead.START).upgrade("head").block().steps())
                .isEmpty();
    }

    @Test
    void aNewerRevisionThatIsHalfWayIsNamed() {
        newer.chain(1)
                .write("r2", "-- +upgrade\n-- +autocommit\nCREATE TABLE a (id integer);\nSELECT 1 / 0;\n-- +end\n");
        copy("r1");
        assertThatThrownBy(() -> build(newer, WhenAhead.FAIL).upgrade("head").block())
                .hasMessageContaining("division");

        assertThatThrownBy(() -> build(older, WhenAhead.FAIL).upgrade("head").block())
                .isInstanceOf(DatabaseAheadException.class)
                .hasMessageContaining("The upgrade of revision r2, which no file declares")
                .hasMessageContaining("must finish it");
        try (LogLines log = LogLines.of(OnlineRun.class)) {
            assertThat(build(older, WhenAhead.START).upgrade("head").block().steps())
                    .isEmpty();
            assertThat(log.warnings().get(0)).contains("r2", "half-way");
        }
    }

    @Test
    void aStampStillRepairs() {
        newer.chain(3);
        copy("r1");
        build(newer, WhenAhead.FAIL).upgrade("head").block();

        build(older, WhenAhead.FAIL)
                .stamp(List.of("r1"), RunOptions.DEFAULTS.purging())
                .block();

        assertThat(rows()).containsExactly("r1");
    }

    @Test
    void aBuildThatWaitedForTheLockSeesThatItIsOlderNow() {
        newer.chain(1).add("r2", "SELECT pg_sleep(1.5);", "").add("r3", "SELECT 1;", "");
        copy("r1", "r2");
        var running = build(newer, WhenAhead.FAIL).upgrade("head").toFuture();
        Eventually.holds(() -> assertThat(database.sessions())
                .anyMatch(session -> session.query().contains("pg_sleep")));

        MigrationReport report = build(older, WhenAhead.START).upgrade("head").block();

        running.join();
        assertThat(report.steps()).isEmpty();
        assertThat(report.to()).containsExactly("r3");
    }

    @Test
    void aStampReplacesARowThatIsLongerThanAnyIdOfOurs() {
        newer.chain(1);
        build(newer, WhenAhead.FAIL).upgrade("head").block();
        database.execute(
                "ALTER TABLE reflux_version ALTER version_num TYPE text",
                "UPDATE reflux_version SET version_num = repeat('x', 100)");

        build(newer, WhenAhead.FAIL).stamp("base").block();

        assertThat(rows()).isEmpty();
        assertThat(database.value("SELECT revision FROM reflux_history ORDER BY id DESC LIMIT 1"))
                .isEqualTo("x".repeat(64));
    }

    @Test
    void aHistoryOfFilesTellsThatTheDatabaseHoldsMore() {
        newer.chain(2);
        copy("r1");
        build(newer, WhenAhead.FAIL).upgrade("head").block();

        try (LogLines log = LogLines.of(Reflux.class)) {
            assertThat(build(older, WhenAhead.FAIL)
                            .history(new HistoryQuery(null, true, null))
                            .block())
                    .hasSize(1);
            assertThat(log.warnings()).singleElement().asString().contains("'r2', which no file declares");
        }
    }
}
