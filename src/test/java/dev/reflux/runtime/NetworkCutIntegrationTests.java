package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.config.Timeouts;
import dev.reflux.config.TransactionMode;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.FrontendMessage;
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

/** A network that carries nothing any more, and tells nobody. */
@ExtendWith(PostgresServer.class)
class NetworkCutIntegrationTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    private RevisionFolder revisions;

    @BeforeEach
    void folder() {
        revisions = RevisionFolder.in(temporary);
    }

    private Reflux reflux(String url) {
        return Reflux.builder()
                .url(url)
                .locations(revisions.location())
                .configure(values -> values.transaction(TransactionMode.REVISION)
                        .timeouts(new Timeouts(Duration.ofMillis(500), Duration.ZERO, Duration.ZERO)))
                .build();
    }

    private static List<String> bridges() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("reflux-"))
                .toList();
    }

    @Test
    void aCutInTheMiddleOfAStatementEndsTheRun(TestDatabase database) {
        revisions.chain(1).add("r2", "CREATE TABLE t2 (id integer);\nSELECT pg_sleep(3);", "DROP TABLE t2;");
        WireProxy proxy = database.proxy();
        proxy.whenSent(sent -> {
            if (String.valueOf(sent.text()).contains("pg_sleep")) {
                proxy.stopForwarding();
            }
        });

        assertThatThrownBy(() -> reflux(database.url(proxy)).upgrade("head").block(LIMIT))
                .isInstanceOfSatisfying(ConnectionFailedException.class, error -> {
                    assertThat(error.revision()).isEqualTo("r2");
                    assertThat(error).hasMessageContaining("the server is silent");
                });

        Eventually.holds(() -> assertThat(bridges()).isEmpty());
        proxy.whenSent(sent -> {});
        proxy.resumeForwarding();
        Eventually.holds(() -> assertThat(database.sessions()).isEmpty());
        assertThat(reflux(database.url(proxy)).upgrade("head").block(LIMIT).to())
                .containsExactly("r2");
        assertThat(database.column("SELECT concat_ws(' ', revision, outcome) FROM reflux_history ORDER BY id"))
                .containsExactly("r1 succeeded", "r2 succeeded");
    }

    @Test
    void aSilentServerThatCanBeReachedIsWaitedFor(TestDatabase database) {
        revisions.add("r1", "SELECT pg_sleep(4);", "");
        WireProxy proxy = database.proxy();

        assertThat(reflux(database.url(proxy)).upgrade("head").block(LIMIT).to())
                .containsExactly("r1");

        assertThat(proxy.count(FrontendMessage.SSL_REQUEST)).isPositive();
        assertThat(proxy.sessionsOpened()).isEqualTo(1);
    }

    /** Longer than three refusals in a row take. */
    @Test
    void aServerThatTakesNoNewConnectionsIsWaitedFor(TestDatabase database) {
        revisions.add("r1", "SELECT pg_sleep(4);", "");
        WireProxy proxy = database.proxy();
        proxy.whenSent(sent -> {
            if (String.valueOf(sent.text()).contains("pg_sleep")) {
                proxy.drain();
            }
        });

        assertThat(reflux(database.url(proxy)).upgrade("head").block(LIMIT).to())
                .containsExactly("r1");
    }

    @Test
    void aShortCutIsSurvived(TestDatabase database) {
        revisions.add("r1", "SELECT pg_sleep(1);", "");
        WireProxy proxy = database.proxy();
        proxy.whenSent(sent -> {
            if (String.valueOf(sent.text()).contains("pg_sleep")) {
                proxy.stopForwarding();
                Thread mender = new Thread(() -> {
                    Eventually.holds(() -> assertThat(proxy.connectionsOpened()).isGreaterThanOrEqualTo(2));
                    proxy.resumeForwarding();
                });
                mender.setDaemon(true);
                mender.start();
            }
        });

        assertThat(reflux(database.url(proxy)).upgrade("head").block(LIMIT).to())
                .containsExactly("r1");
        assertThat(proxy.sessionsOpened()).isEqualTo(1);
    }
}
