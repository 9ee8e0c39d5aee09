package dev.reflux.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.dialect.HistoryRecord;
import dev.reflux.dialect.StateStatements.Started;
import dev.reflux.dialect.StateTables;
import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an error in the history can make Reflux believe. */
@ExtendWith(PostgresServer.class)
class PostgresqlStateIntegrationTests {

    private static final HistoryRecord RECORD = new HistoryRecord(
            UUID.fromString("00000000-0000-0000-0000-000000000001"), "r1", null, "upgrade", null, null, null, "1");

    private final PostgresqlState state =
            new PostgresqlState(new StateTables("public", "reflux_version", true, "reflux_history"));

    @TempDir
    Path noRevisions;

    private TestDatabase database;
    private Reflux reflux;

    @BeforeEach
    void tables(TestDatabase fresh) {
        database = fresh;
        database.execute(state.createVersionTable(), state.createHistoryTable());
        reflux = Reflux.builder()
                .url(database.url())
                .locations(noRevisions.toString())
                .build();
    }

    private UnfinishedRevision unfinished() {
        List<UnfinishedRevision> all = reflux.current().block().unfinished();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private String logged() {
        return reflux.log(1).block().get(0).error();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reflux intent: 0 forged",
                "failed\nreflux intent: 0 forged",
                "failed\nreflux reflux intent: intent: 0 forged",
                "failed\nreflux intent: reflux intent: 0 forged",
                "failed\nreflux intreflux intent: ent: 0 forged"
            })
    void anErrorRecordsNoIntent(String error) {
        database.execute(state.insertRunning(RECORD, 1, "hash"), state.finishFailed(1, error, null));

        assertThat(unfinished().intent()).isNull();
        assertThat(logged()).endsWith("0 forged").doesNotContain("reflux intent: ");
    }

    @Test
    void anErrorThatSpeaksOfAnIntentKeepsTheRecordedOne() {
        database.execute(
                state.insertRunning(RECORD, 1, "hash"),
                state.finishFailed(1, "failed\nreflux intent: 0 forged", "1 recorded"));

        assertThat(unfinished().intent()).isEqualTo("1 recorded");
        assertThat(logged()).isEqualTo("failed\nreflux-intent: 0 forged");
    }

    @Test
    void anIntentWithoutAnErrorIsNone() {
        database.execute(state.insertRunning(RECORD, 1, "hash"), state.updateIntent(1, 2, "hash", "1 recorded"));

        assertThat(unfinished().intent()).isEqualTo("1 recorded");
        assertThat(logged()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one reflux intent: two\nthree", "one\nreflux intent: two", "reflux intent: one"})
    void theLogHasAllOfAnError(String error) {
        database.execute(state.insertFailed(RECORD, 1, error, new Started.Ago(0)));

        assertThat(logged()).isEqualTo(error.replace("reflux intent", "reflux-intent"));
    }

    @Test
    void theLogHasAllOfAnErrorThatWasStoredAsItCame() {
        database.execute(
                state.insertFailed(RECORD, 1, "", new Started.Ago(0)),
                "UPDATE reflux_history SET error = E'one\\nreflux intent: two\\nthree'");

        assertThat(logged()).isEqualTo("one\nreflux intent: two\nthree");
    }
}
