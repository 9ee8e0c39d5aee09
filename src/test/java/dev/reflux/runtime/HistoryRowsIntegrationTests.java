package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.dialect.HistoryEntry;
import dev.reflux.error.DatabaseException;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the history keeps of steps, whatever happens to them. */
@ExtendWith(PostgresServer.class)
class HistoryRowsIntegrationTests {

    @TempDir
    Path temporary;

    private RevisionFolder revisions;

    @BeforeEach
    void folder() {
        revisions = RevisionFolder.in(temporary);
    }

    private Reflux reflux(String url) {
        return Reflux.builder().url(url).locations(revisions.location()).build();
    }

    @Test
    void aFailureTellsWhatWhenWhoAndWhy(TestDatabase database) {
        revisions.chain(1).add("r2", "SELECT 1;\nSELECT pg_sleep(0.05);\nSELECT 1 / 0;", "");
        assertThatThrownBy(() -> reflux(database.url()).upgrade("head").block()).isInstanceOf(DatabaseException.class);

        HistoryEntry entry = reflux(database.url()).log(1).block().get(0);

        assertThat(entry.revision()).isEqualTo("r2");
        assertThat(entry.downRevisions()).isEqualTo("r1");
        assertThat(entry.direction()).isEqualTo("upgrade");
        assertThat(entry.outcome()).isEqualTo("failed");
        assertThat(entry.message()).isEqualTo("make r2");
        assertThat(entry.checksum()).hasSize(64);
        assertThat(entry.error()).contains("division by zero", "r2.sql");
        assertThat(entry.appliedBy()).isEqualTo(database.username());
        assertThat(entry.host()).isNotBlank();
        assertThat(entry.toolVersion()).isNotBlank();
        assertThat(entry.elapsedMs()).isGreaterThanOrEqualTo(50);
        assertThat(Duration.between(entry.startedAt(), OffsetDateTime.now(ZoneOffset.UTC)))
                .isLessThan(Duration.ofMinutes(1));
        assertThat(Duration.between(entry.startedAt(), entry.finishedAt())).isPositive();
    }

    /** What would keep a row from being written must not become the error of the run. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE reflux_history; COMMENT ON TABLE reflux_version IS NULL; COMMENT ON TABLE nowhere IS NULL",
                "SELECT pg_terminate_backend(pg_backend_pid())",
                "DO $$ BEGIN RAISE EXCEPTION '%', repeat('größer ', 200000); END $$",
                "DO $$ BEGIN RAISE EXCEPTION E'reflux \\nintent: x'; END $$"
            })
    void theFirstErrorIsTheErrorOfTheRun(String statements, TestDatabase database) {
        revisions.chain(1).add("r2", statements + ";", "");

        assertThatThrownBy(() -> reflux(database.url()).upgrade("head").block())
                .satisfies(e -> assertThat(e.toString()).containsAnyOf("nowhere", "terminat", "größer", "intent: x"));
        assertThat(database.column("SELECT 1 FROM pg_tables WHERE tablename = 'reflux_history' AND (SELECT count(*) > 0"
                        + " AND max(length(error)) < 9000 FROM reflux_history WHERE outcome = 'failed')"))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(database.column("SELECT version_num FROM reflux_version")).isEmpty();
    }

    @Test
    void anErrorThatTheEncodingOfTheDatabaseLacksIsStoredAsAscii(TestDatabase database) throws IOException {
        revisions = RevisionFolder.in(Files.createDirectory(temporary.resolve("日本")));
        String name = database.name() + "_latin";
        database.execute(
                "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");
        try {
            String url = database.url().replace(database.name(), name);
            revisions.add("r1", "SELECT 1 / 0;", "");
            assertThatThrownBy(() -> reflux(url).upgrade("head").block())
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("日本");

            HistoryEntry entry = reflux(url).log(1).block().get(0);

            assertThat(entry.outcome()).isEqualTo("failed");
            assertThat(entry.error()).contains("division by zero", "??");
        } finally {
            database.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }
}
