package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.RefluxBuilder;
import dev.reflux.config.TransactionMode;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import dev.reflux.testsupport.WireProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stamp makes of a revision that was left half-way. */
@ExtendWith(PostgresServer.class)
class StampedHalfWayIntegrationTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    private TestDatabase database;
    private RevisionFolder revisions;

    @BeforeEach
    void halfWay(TestDatabase fresh) {
        database = fresh;
        database.execute("CREATE TABLE t1 (id integer)");
        revisions = RevisionFolder.in(temporary)
                .write("a1", "-- +upgrade\nSELECT 1;\n")
                .write(
                        "b2",
                        "-- +upgrade\n-- +autocommit\nINSERT INTO t1 VALUES (1);\nINSERT INTO t1 VALUES (1/0);\n-- +end\n")
                .write("c3", "-- +upgrade\nINSERT INTO t1 VALUES (3);\n");
        assertThatThrownBy(() -> reflux().upgrade("head").block(LIMIT)).isInstanceOf(DatabaseException.class);
        assertThat(heads()).containsExactly("a1");
        assertThat(unfinished()).containsExactly("b2");
    }

    private RefluxBuilder builder() {
        return Reflux.builder().url(database.url()).locations(revisions.location());
    }

    private Reflux reflux() {
        return builder().build();
    }

    private List<String> heads() {
        return database.column("SELECT version_num FROM reflux_version ORDER BY 1");
    }

    private List<String> unfinished() {
        return reflux().current().block(LIMIT).unfinished().stream()
                .map(left -> left.revision())
                .toList();
    }

    private static final class Refusal implements MigrationListener {

        @Override
        public void stepApplied(MigrationReport.Step step, StepTransaction transaction) {
            throw new IllegalStateException("refused by the listener");
        }
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void aStampThatFailsLeavesItOpen(TransactionMode mode) {
        Reflux refused = builder()
                .listener(new Refusal())
                .configure(values -> values.transaction(mode))
                .build();

        assertThatThrownBy(() -> refused.stamp("b2").block(LIMIT)).hasMessageContaining("refused by the listener");

        assertThat(heads()).containsExactly("a1");
        assertThat(unfinished()).containsExactly("b2");
    }

    @Test
    void aStampOfSeveralRevisionsClosesItWithTheLastOne() {
        revisions.text("x1.sql", "-- revision: x1\n-- +upgrade\nSELECT 1;\n");
        Reflux refused = builder()
                .configure(values -> values.transaction(TransactionMode.REVISION))
                .listener(new MigrationListener() {
                    @Override
                    public void stepApplied(MigrationReport.Step step, StepTransaction transaction) {
                        if (step.revision().equals("x1")) {
                            throw new IllegalStateException("refused by the listener");
                        }
                    }
                })
                .build();

        assertThatThrownBy(() -> refused.stamp("b2", "x1").block(LIMIT))
                .hasMessageContaining("refused by the listener");
        assertThat(heads()).containsExactly("b2");
        assertThat(unfinished()).containsExactly("b2");

        reflux().stamp("b2", "x1").block(LIMIT);
        assertThat(heads()).containsExactly("b2", "x1");
        assertThat(unfinished()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void aStampThatMovesNoRowClosesItUnderTheLockAllTheSame(TransactionMode mode) {
        WireProxy proxy = database.proxy();
        Reflux.builder()
                .url(database.url(proxy))
                .locations(revisions.location())
                .configure(values -> values.transaction(mode))
                .build()
                .stamp("a1")
                .block(LIMIT);

        assertThat(unfinished()).isEmpty();
        assertThat(proxy.queries())
                .filteredOn(message -> message.contains("settled by hand: stamped [a1]"))
                .singleElement()
                .asString()
                .containsSubsequence("pg_locks", "UPDATE", "settled by hand");
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "c3", "b2", "a1", "base"})
    void aStampOfItsBranchSettlesIt(String target) {
        reflux().stamp(target).block(LIMIT);

        assertThat(unfinished()).isEmpty();
        assertThat(database.column("SELECT outcome || ' ' || error FROM reflux_history WHERE revision = 'b2' AND id ="
                        + " (SELECT min(id) FROM reflux_history WHERE revision = 'b2')"))
                .singleElement()
                .asString()
                .startsWith("failed settled by hand: stamped [");
    }

    @Test
    void aStampOfAnotherBranchLeavesItToBeFinished() {
        revisions.text("x1.sql", "-- revision: x1\n-- +upgrade\nSELECT 1;\n");
        revisions.text("x2.sql", "-- revision: x2\n-- down_revision: x1\n-- +upgrade\nSELECT 1;\n");
        reflux().stamp("x1").block(LIMIT);
        reflux().stamp("x2").block(LIMIT);

        assertThat(heads()).containsExactly("a1", "x2");
        assertThat(unfinished()).containsExactly("b2");
        revisions.text(
                "b2.sql",
                "-- revision: b2\n-- down_revision: a1\n-- +upgrade\n-- +autocommit\nINSERT INTO t1 VALUES (1);\n"
                        + "INSERT INTO t1 VALUES (2);\n-- +end\n");
        reflux().upgrade("heads").block(LIMIT);
        assertThat(database.column("SELECT id::text FROM t1 ORDER BY 1")).containsExactly("1", "2", "3");
    }

    @Test
    void rowsThatHaveMovedWithoutAStampAreNotTakenBackByTheAdvice() {
        database.execute("UPDATE reflux_version SET version_num = 'c3'");
        assertThatThrownBy(() -> reflux().upgrade("head").block(LIMIT))
                .isInstanceOf(InterruptedRevisionException.class)
                .hasMessageContaining("it holds [c3]")
                .hasMessageEndingWith("with the rows as they are, \"stamp c3\".");
        assertThatThrownBy(() -> reflux().downgrade("base").block(LIMIT))
                .isInstanceOf(InterruptedRevisionException.class)
                .hasMessageEndingWith("say with \"stamp\" where it stands.");

        reflux().stamp("c3").block(LIMIT);
        assertThat(reflux().upgrade("head").block(LIMIT).steps()).isEmpty();
        assertThat(heads()).containsExactly("c3");
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void aParentThatIsNoRowIsNotAdvisedToBeStamped() {
        revisions.text("b5.sql", "-- revision: b5\n-- down_revision: a1\n-- +upgrade\nSELECT 1;\n");
        database.execute("UPDATE reflux_version SET version_num = 'b5'");
        revisions.text(
                "b2.sql",
                "-- revision: b2\n-- down_revision: a1\n-- +upgrade\n-- +autocommit\nINSERT INTO t1 VALUES (7);\n-- +end\n");
        assertThatThrownBy(() -> reflux().upgrade("heads").block(LIMIT))
                .isInstanceOf(InterruptedRevisionException.class)
                .hasMessageContaining("run \"stamp b2\".")
                .hasMessageNotContaining("stamp a1");

        reflux().stamp("b2").block(LIMIT);
        assertThat(heads()).containsExactly("b2", "b5");
        assertThat(unfinished()).isEmpty();
    }
}
