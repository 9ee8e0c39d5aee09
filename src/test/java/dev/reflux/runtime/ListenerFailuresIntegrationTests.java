package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.config.TransactionMode;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(PostgresServer.class)
class ListenerFailuresIntegrationTests {

    @TempDir
    Path temporary;

    private RevisionFolder revisions;

    @BeforeEach
    void folder() {
        revisions = RevisionFolder.in(temporary);
    }

    private Reflux reflux(TestDatabase database, TransactionMode mode, MigrationListener listener) {
        return Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> values.transaction(mode))
                .listener(listener)
                .build();
    }

    private static void fails(Reflux reflux) {
        assertThatThrownBy(() -> reflux.upgrade("head").block()).hasMessageContaining("the listener");
    }

    private static List<String> history(TestDatabase database) {
        return database.column("SELECT concat_ws(' ', revision, outcome) FROM reflux_history ORDER BY id");
    }

    private static MigrationListener onFinished() {
        return new MigrationListener() {
            @Override
            public void stepFinished(MigrationReport.Step step) {
                throw new IllegalStateException("the listener");
            }
        };
    }

    private static MigrationListener onCommitted() {
        return new MigrationListener() {
            @Override
            public void committed(List<MigrationReport.Step> steps) {
                throw new IllegalStateException("the listener");
            }
        };
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void atTheEndOfAStepLeaveItUnapplied(TransactionMode mode, TestDatabase database) {
        revisions.chain(1);

        fails(reflux(database, mode, onFinished()));

        assertThat(database.column("SELECT version_num FROM reflux_version")).isEmpty();
        assertThat(history(database)).containsExactly("r1 failed");
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void afterACommitLeaveTheStepApplied(TransactionMode mode, TestDatabase database) {
        revisions.chain(1);

        fails(reflux(database, mode, onCommitted()));

        assertThat(database.column("SELECT version_num FROM reflux_version")).containsExactly("r1");
        assertThat(history(database)).containsExactly("r1 succeeded");
    }

    @Test
    void halfWayThroughAStepLeaveItToBeFinished(TestDatabase database) {
        revisions
                .chain(1)
                .write("r2", "-- +upgrade\nCREATE TABLE t2 (id integer);\n-- +autocommit\nVACUUM t2;\n-- +end\n");

        fails(reflux(database, TransactionMode.RUN, onCommitted()));

        assertThat(history(database)).containsExactly("r1 succeeded", "r2 failed");
        reflux(database, TransactionMode.RUN, MigrationListener.NONE)
                .upgrade("head")
                .block();
        assertThat(history(database)).containsExactly("r1 succeeded", "r2 succeeded");
    }
}
