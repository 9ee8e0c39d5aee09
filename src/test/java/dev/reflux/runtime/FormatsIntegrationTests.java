package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.RevisionInfo;
import dev.reflux.RunOptions;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.LockNotAcquiredException;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.Connection;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Revisions in formats of which only the header is read. */
@ExtendWith(PostgresServer.class)
class FormatsIntegrationTests {

    @TempDir
    Path temporary;

    private Reflux reflux;

    @BeforeEach
    void write(TestDatabase database) {
        RevisionFolder files = RevisionFolder.in(temporary);
        files.chain(1);
        files.text("b.yaml", "revision: b\ndown_revision: r1\nupgrade: []\n");
        files.text("C.java", "@Revision(id = \"c\", downRevision = \"b\") class C {}");
        reflux =
                Reflux.builder().url(database.url()).locations(files.location()).build();
    }

    private void assertRefused(String target, String file) {
        assertThatThrownBy(() -> reflux.upgrade(target).block())
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("runs SQL revisions only")
                .hasMessageContaining(file);
    }

    @Test
    void areRefusedBeforeAnythingIsWritten(TestDatabase database) {
        assertRefused("head", "b.yaml");

        assertThat(database.column("SELECT relname FROM pg_class WHERE relname LIKE 'reflux%' OR relname = 't1'"))
                .isEmpty();
    }

    @Test
    void areRefusedWithoutWaitingForTheLock(TestDatabase database) {
        Connection holder = database.connect();
        try {
            Mono.from(holder.createStatement(
                                    "SELECT pg_advisory_lock(hashtextextended('reflux:public.reflux_version', 0))")
                            .execute())
                    .flatMapMany(result -> result.map(row -> "locked"))
                    .blockLast();

            assertRefused("head", "b.yaml");
            assertThatThrownBy(() -> reflux.upgrade("r1", RunOptions.DEFAULTS.lockTimeout(Duration.ZERO))
                            .block())
                    .isInstanceOf(LockNotAcquiredException.class);
        } finally {
            Mono.from(holder.close()).block();
        }
    }

    @Test
    void canBeStampedAndListed(TestDatabase database) {
        reflux.stamp("b").block();

        assertThat(reflux.current().block().revisions())
                .extracting(RevisionInfo::revision)
                .containsExactly("b");
        assertRefused("head", "C.java");
        assertThat(database.column("SELECT version_num FROM reflux_version")).containsExactly("b");
    }
}
