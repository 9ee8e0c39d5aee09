package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.DatabaseException;
import dev.reflux.revision.MigrationStep;
import dev.reflux.runtime.MigrationRequest.Command;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

@ExtendWith(PostgresServer.class)
class ChainRunnerIntegrationTests {

    @TempDir
    private Path folder;

    private RevisionFolder revisions;
    private ScratchDatabase database;

    @BeforeEach
    void createDatabase(TestDatabase beside) {
        revisions = RevisionFolder.in(folder);
        database = ScratchDatabase.create(TestServer.at(beside.url()), null).block();
    }

    @AfterEach
    void dropDatabase() {
        database.drop().block();
    }

    private ChainRunner runner() {
        return ChainRunner.load(ChainSettings.defaults().locations(revisions.location()));
    }

    private List<String> heads(ChainRunner runner) {
        return runner.heads(database.connections()).block();
    }

    @Test
    void runsGoUpAndDownOverOneSession() {
        revisions.chain(3);
        ChainRunner runner = runner();
        Object first = session();

        runner.upgrade(database.connections(), "head").block();
        assertThat(heads(runner)).containsExactly("r3");
        runner.downgrade(database.connections(), "r1").block();

        assertThat(heads(runner)).containsExactly("r1");
        assertThat(session()).isEqualTo(first);
    }

    private Object session() {
        return database.on(connection -> PlainRow.of(connection, "SELECT pg_backend_pid() AS pid"))
                .single()
                .map(row -> row.get("pid", Integer.class))
                .block();
    }

    @Test
    void aSessionThatWasLostIsReplaced() {
        Object first = session();
        database.server()
                .run(database.server().dialect().server().endSessions(database.name()))
                .block();

        assertThat(session()).isNotEqualTo(first);
    }

    @Test
    void whoAsksForTheSessionWhileItIsUsedGetsAnotherOne() {
        Connection one = Mono.from(database.connections().create()).block();
        Connection two = Mono.from(database.connections().create()).block();

        assertThat(((Wrapped<?>) one).unwrap()).isNotSameAs(((Wrapped<?>) two).unwrap());
        Mono.from(one.close()).block();
        Mono.from(one.close()).block();
        Mono.from(two.close()).block();
    }

    @Test
    void aSessionWithAnOpenTransactionIsNotKept() {
        Object first = session();
        database.on(connection -> PlainRow.of(connection, "BEGIN; CREATE TABLE left_open (id int)"))
                .blockLast();

        assertThat(session()).isNotEqualTo(first);
    }

    @Test
    void everyStepOfAGraphWithBranchesCanBeTakenBackByItself() {
        revisions.add("a", "CREATE TABLE a ();", "DROP TABLE a;");
        revisions.text("b1.sql", file("b1", "a", ""));
        revisions.text("b2.sql", file("b2", "a", ""));
        revisions.text("m.sql", file("m", "b1, b2", ""));
        revisions.text("other.sql", file("other", "", "-- depends_on: b1\n"));
        revisions.text("n.sql", file("n", "m, a", ""));
        ChainRunner runner = runner();
        runner.upgrade(database.connections(), "heads").block();

        List<String> undone = new ArrayList<>();
        for (List<String> heads = heads(runner); !heads.isEmpty(); heads = heads(runner)) {
            MigrationStep step =
                    runner.graph().planDowngrade(heads, "base").steps().get(0);
            var report = runner.step(database.connections(), step).block();
            assertThat(report.steps()).singleElement().satisfies(only -> assertThat(only.revision())
                    .isEqualTo(step.revision()));
            undone.add(step.revision());
        }

        assertThat(undone).containsExactlyInAnyOrder("a", "b1", "b2", "m", "n", "other");
    }

    private static String file(String id, String parents, String head) {
        return "-- revision: %s\n-- down_revision: %s\n%s\n-- +upgrade\nCREATE TABLE %s ();\n-- +downgrade\nDROP TABLE %s;\n"
                .formatted(id, parents, head, id, id);
    }

    @Test
    void everyStepCanBeSkippedInBothDirections() {
        revisions.add("a", "SELECT 1/0;", "SELECT 1/0;");
        revisions.text("b1.sql", file("b1", "a", ""));
        revisions.text("b2.sql", file("b2", "a", ""));
        revisions.text("m.sql", file("m", "b1, b2", ""));
        ChainRunner runner = runner();

        for (MigrationStep step : runner.graph().planUpgrade(List.of(), "heads").steps()) {
            runner.skip(database.connections(), step).block();
            assertThat(heads(runner)).isEqualTo(step.headsAfter());
        }
        for (MigrationStep step :
                runner.graph().planDowngrade(List.of("m"), "base").steps()) {
            runner.skip(database.connections(), step).block();
            assertThat(heads(runner)).isEqualTo(step.headsAfter());
        }
    }

    @Test
    void aFailureNamesRevisionFileLineStatementAndSqlState() {
        revisions.chain(1).add("broken", "CREATE TABLE t1 ();", "");

        assertThatThrownBy(
                        () -> runner().upgrade(database.connections(), "head").block())
                .isInstanceOfSatisfying(DatabaseException.class, e -> {
                    assertThat(e.revision()).isEqualTo("broken");
                    assertThat(e.line()).isEqualTo(6);
                    assertThat(e).hasMessageContainingAll("broken.sql:6", "42P07", "CREATE TABLE t1 ()");
                });
    }

    @Test
    void scriptsAreWrittenWithoutADatabase() {
        revisions.chain(2);

        String script = runner().script(Command.UPGRADE, "r1:r2").block().script();

        assertThat(script).contains("CREATE TABLE t2").doesNotContain("CREATE TABLE t1");
    }

    @Test
    void aFingerprintSeesWhatWasDoneAndSurvivesASessionThatForgets() {
        CatalogFingerprint empty = database.fingerprint().block();
        database.on(connection -> PlainRow.of(connection, "CREATE TABLE a (id int)"))
                .blockLast();
        database.on(connection -> PlainRow.of(connection, "DISCARD ALL")).blockLast();

        CatalogFingerprint after = database.fingerprint().block();

        assertThat(after.difference(empty).unexpected())
                .extracting(fact -> fact.key())
                .containsExactly("column public.a #0001 id", "table public.a");
        assertThat(empty.difference(after).missing()).hasSize(2);
        after.assertSameAs(database.fingerprint().block());
    }
}
