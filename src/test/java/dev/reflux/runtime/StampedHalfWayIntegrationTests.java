package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.RefluxBuilder;
import dev.reflux.config.TransactionMode;
import dev.reflux.error.DatabaseException;
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
}
