package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.RefluxBuilder;
import dev.reflux.config.TransactionMode;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import dev.reflux.testsupport.WireProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

/** A connection that is lost, most of all while COMMIT is in flight, before the server has got it or after. */
@ExtendWith(PostgresServer.class)
class LostSessionIntegrationTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path temporary;

    private final List<String> committed = new ArrayList<>();
    private final List<String> endings = new ArrayList<>();
    private RevisionFolder revisions;

    @BeforeEach
    void folder() {
        revisions = RevisionFolder.in(temporary).chain(3);
    }

    /** Does something when the migrations are done. */
    public static final class Refreshing extends MigrationEnvironment {

        /** Called by its name. */
        public Refreshing(EnvironmentContext context) {
            super(context);
        }

        @Override
        public MigrationReport doRunMigrations(SyncConnection connection) {
            MigrationReport report = super.doRunMigrations(connection);
            connection.execute("CREATE TABLE IF NOT EXISTS refreshed (id integer)");
            return report;
        }
    }

    private Reflux reflux(String url, @Nullable String history) {
        return builder(url, history).build();
    }

    private RefluxBuilder builder(String url, @Nullable String history) {
        return Reflux.builder()
                .url(url)
                .locations(revisions.location())
                .configure(
                        values -> values.transaction(TransactionMode.REVISION).historyTable(history))
                .listener(new MigrationListener() {
                    @Override
                    public void committed(List<MigrationReport.Step> steps) {
                        steps.forEach(step -> committed.add(step.revision()));
                    }

                    @Override
                    public void stepFailed(MigrationReport.Step step, Throwable failure) {
                        endings.add(step.revision() + " failed");
                    }

                    @Override
                    public void runFinished(MigrationReport report) {
                        endings.add("finished at " + String.join(",", report.to()));
                    }

                    @Override
                    public void runFailed(MigrationRequest request, Throwable failure) {
                        endings.add("failed: " + failure.getMessage());
                    }
                });
    }

    private static List<String> heads(TestDatabase database) {
        return database.column("SELECT version_num FROM reflux_version");
    }

    /** Cuts the connection at the n-th COMMIT of the first session, before the server gets it. */
    private static void loseBefore(int commit, WireProxy proxy) {
        AtomicInteger commits = new AtomicInteger();
        proxy.whenSent(sent -> {
            if ("COMMIT".equals(sent.text()) && commits.incrementAndGet() == commit) {
                proxy.closeAll();
            }
        });
    }

    /** Lets the n-th COMMIT through, loses its answer, and cuts the connection once the database shows the head. */
    private static void loseAfter(int commit, String head, WireProxy proxy, TestDatabase database) {
        AtomicInteger commits = new AtomicInteger();
        proxy.whenSent(sent -> {
            if ("COMMIT".equals(sent.text()) && commits.incrementAndGet() == commit) {
                proxy.loseAnswers();
                Thread cutter = new Thread(() -> {
                    Eventually.holds(() -> assertThat(heads(database)).containsExactly(head));
                    proxy.closeAll();
                    proxy.findAnswers();
                });
                cutter.setDaemon(true);
                cutter.start();
            }
        });
    }

    /** Cuts the connection at the n-th COMMIT, before the server gets it, and lets the server believe that it is there. */
    private static void abandonAtCommit(int commit, WireProxy proxy) {
        AtomicInteger commits = new AtomicInteger();
        proxy.whenSent(sent -> {
            if ("COMMIT".equals(sent.text()) && commits.incrementAndGet() == commit) {
                proxy.abandonServers();
            }
        });
    }

    private void assertFinishedByTheNextRun(TestDatabase database, @Nullable String history) {
        reflux(database.url(), history).upgrade("head").block(LIMIT);
        assertThat(heads(database)).containsExactly("r3");
        assertThat(committed).containsExactly("r1", "r2", "r3");
        assertThat(database.sessions()).isEmpty();
        if (history != null) {
            assertThat(database.column("SELECT concat_ws(' ', revision, outcome) FROM reflux_history ORDER BY id"))
                    .containsExactly("r1 succeeded", "r2 succeeded", "r3 succeeded");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reflux_history", "none"})
    void aCommitThatNeverArrivedIsReportedAsSuch(String table, TestDatabase database) {
        String history = table.equals("none") ? null : table;
        WireProxy proxy = database.proxy();
        loseBefore(2, proxy);

        assertThatThrownBy(() ->
                        reflux(database.url(proxy), history).upgrade("head").block(LIMIT))
                .isInstanceOf(ConnectionFailedException.class)
                .hasMessageContaining("COMMIT was in flight, and it did not take effect");

        assertThat(heads(database)).containsExactly("r1");
        assertThat(committed).containsExactly("r1");
        assertThat(endings).singleElement().asString().contains("failed: ", "it did not take effect");
        assertThat(proxy.peakSessions()).isEqualTo(1);
        assertFinishedByTheNextRun(database, history);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reflux_history", "none"})
    void aCommitThatTookEffectIsReportedAsSuch(String table, TestDatabase database) {
        String history = table.equals("none") ? null : table;
        WireProxy proxy = database.proxy();
        loseAfter(2, "r2", proxy, database);

        assertThatThrownBy(() ->
                        reflux(database.url(proxy), history).upgrade("head").block(LIMIT))
                .isInstanceOf(ConnectionFailedException.class)
                .hasMessageContaining("COMMIT was in flight, and it took effect");

        assertThat(heads(database)).containsExactly("r2");
        assertThat(committed).containsExactly("r1", "r2");
        assertThat(endings).singleElement().asString().contains("failed: ", "it took effect");
        assertFinishedByTheNextRun(database, history);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reflux_history", "none"})
    void theLastCommitOfARunTookEffectSoTheRunIsComplete(String table, TestDatabase database) {
        String history = table.equals("none") ? null : table;
        WireProxy proxy = database.proxy();
        loseAfter(3, "r3", proxy, database);

        MigrationReport report =
                reflux(database.url(proxy), history).upgrade("head").block(LIMIT);

        assertThat(report.steps()).extracting(MigrationReport.Step::revision).containsExactly("r1", "r2", "r3");
        assertThat(report.to()).containsExactly("r3");
        assertThat(endings).containsExactly("finished at r3");
        assertFinishedByTheNextRun(database, history);
    }

    @Test
    void aSessionThatTheServerStillKeepsIsEndedBeforeItIsAsked(TestDatabase database) {
        revisions.add("r4", "CREATE TABLE t4 (id integer);", "DROP TABLE t4;");
        WireProxy proxy = database.proxy();
        abandonAtCommit(2, proxy);

        assertThatThrownBy(() -> reflux(database.url(proxy), "reflux_history")
                        .upgrade("head")
                        .block(LIMIT))
                .isInstanceOf(ConnectionFailedException.class)
                .hasMessageContaining("it did not take effect");

        assertThat(heads(database)).containsExactly("r1");
        assertThat(database.sessions()).isEmpty();
    }

    /** A role may be taken at login that has no power over the sessions of whoever has logged in. */
    @Test
    void aSessionUnderAnotherRoleIsEndedAsWell(TestDatabase database) {
        String owner = database.name() + "_owner";
        String migrator = database.name() + "_migrator";
        database.execute(
                "CREATE ROLE " + owner + " NOLOGIN",
                "CREATE ROLE " + migrator + " LOGIN NOSUPERUSER PASSWORD 'secret' IN ROLE " + owner,
                "ALTER ROLE " + migrator + " SET role = " + owner,
                "GRANT CREATE ON SCHEMA public TO " + owner);
        WireProxy proxy = database.proxy();
        abandonAtCommit(2, proxy);

        try {
            assertThatThrownBy(() -> reflux(urlOf(migrator, proxy, database), "reflux_history")
                            .upgrade("head")
                            .block(LIMIT))
                    .isInstanceOf(ConnectionFailedException.class)
                    .hasMessageContaining("it did not take effect");

            assertThat(heads(database)).containsExactly("r1");
            assertThat(database.sessions()).isEmpty();
        } finally {
            database.execute(
                    "DROP OWNED BY " + owner + " CASCADE",
                    "DROP OWNED BY " + migrator + " CASCADE",
                    "DROP ROLE " + owner,
                    "DROP ROLE " + migrator);
        }
    }

    private static String urlOf(String user, WireProxy proxy, TestDatabase database) {
        return "r2dbc:postgresql://" + user + ":secret@" + proxy.host() + ":" + proxy.port() + "/" + database.name();
    }

    /** Where it is not lost at COMMIT, nobody would wait for the server to notice. */
    @Test
    void aSessionIsEndedAtOnceWhateverItWasDoing(TestDatabase database) {
        revisions.add("r4", "SELECT pg_sleep(60);", "");
        WireProxy proxy = database.proxy();
        proxy.whenSent(sent -> {
            if (String.valueOf(sent.text()).contains("pg_sleep(60)")) {
                proxy.abandonServers();
            }
        });

        assertThatThrownBy(() -> reflux(database.url(proxy), "reflux_history")
                        .upgrade("head")
                        .block(LIMIT))
                .isInstanceOfSatisfying(ConnectionFailedException.class, lost -> assertThat(lost.revision())
                        .isEqualTo("r4"));

        assertThat(database.sessions()).isEmpty();
        assertThat(heads(database)).containsExactly("r3");
        assertThat(endings).hasSize(2).startsWith("r4 failed");
        assertThat(endings.get(1)).startsWith("failed: ");
    }

    @Test
    void aRunIsNotCompleteWhoseEnvironmentHadMoreToDo(TestDatabase database) {
        WireProxy proxy = database.proxy();
        loseAfter(3, "r3", proxy, database);
        RefluxBuilder environment = builder(database.url(proxy), "reflux_history")
                .configure(values -> values.transaction(TransactionMode.REVISION)
                        .historyTable("reflux_history")
                        .environment(Refreshing.class.getName()));

        assertThatThrownBy(() -> environment.build().upgrade("head").block(LIMIT))
                .isInstanceOf(ConnectionFailedException.class)
                .hasMessageContaining("it took effect, and was the last")
                .hasMessageContaining("has not been done");
        assertThat(heads(database)).containsExactly("r3");

        environment.url(database.url()).build().upgrade("head").block(LIMIT);
        assertThat(database.value("SELECT count(*) FROM refreshed")).isEqualTo("0");
    }

    @Test
    void aCancellationWhileNobodyKnowsOfTheCommitSaysSo(TestDatabase database) {
        Sinks.One<String> stop = Sinks.one();
        WireProxy proxy = database.proxy();
        AtomicInteger commits = new AtomicInteger();
        proxy.whenSent(sent -> {
            if ("COMMIT".equals(sent.text()) && commits.incrementAndGet() == 2) {
                proxy.loseAnswers();
                stop.tryEmitValue("somebody has lost patience");
            }
        });

        assertThatThrownBy(() -> builder(database.url(proxy), "reflux_history")
                        .cancelWhen(stop.asMono())
                        .build()
                        .upgrade("head")
                        .block(LIMIT))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("somebody has lost patience")
                .hasMessageContaining("it is not known whether it took effect")
                .hasMessageNotContaining("rolled back");

        assertThat(heads(database)).containsExactly("r2");
    }

    @Test
    void aDatabaseThatCannotBeAskedLeavesItOpen(TestDatabase database) {
        WireProxy proxy = database.proxy();
        AtomicInteger commits = new AtomicInteger();
        proxy.whenSent(sent -> {
            if ("COMMIT".equals(sent.text()) && commits.incrementAndGet() == 2) {
                proxy.close();
            }
        });
        Reflux reflux = Reflux.builder()
                .url(database.url(proxy))
                .locations(revisions.location())
                .configure(
                        values -> values.transaction(TransactionMode.REVISION).waitForDatabase(Duration.ofMillis(500)))
                .build();

        assertThatThrownBy(() -> reflux.upgrade("head").block(LIMIT))
                .isInstanceOf(ConnectionFailedException.class)
                .hasMessageContaining("it is not known whether it took effect");
    }
}
