package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.dialect.Dialects;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ExtendWith(PostgresServer.class)
class LockWatchIntegrationTests {

    private static final Duration BUDGET = Duration.ofSeconds(2);

    /** Taken before the first look, but long after the beginning of the run. */
    private static final Duration WITHOUT_LOCK = Duration.ofMillis(180);

    @Test
    void aLockIsHeldForAtLeastAsLongAsIsSaid(TestDatabase database) {
        ConnectionFactory connections = ConnectionFactories.get(database.url());
        Connection connection = Mono.from(connections.create()).block();
        run(connection, "CREATE TABLE account (id bigint)");
        try (LockWatch watch =
                new LockWatch(connections, Dialects.forUrl(database.url()).rehearsal(), BUDGET)) {
            LockWatch.Watched<Duration> watched = watch.during(() -> {
                sleep(WITHOUT_LOCK);
                long begin = System.nanoTime();
                run(connection, "BEGIN");
                run(connection, "LOCK TABLE account IN ACCESS EXCLUSIVE MODE");
                sleep(Duration.ofSeconds(1));
                run(connection, "COMMIT");
                return Duration.ofNanos(System.nanoTime() - begin);
            });

            assertThat(watched.sights()).singleElement().satisfies(sight -> {
                assertThat(sight.table()).isEqualTo("public.account");
                assertThat(sight.held()).isPositive().isLessThan(watched.result());
            });
        } finally {
            Mono.from(connection.close()).block();
        }
    }

    private static void run(Connection connection, String sql) {
        Flux.from(connection.createStatement(sql).execute())
                .flatMap(result -> result.getRowsUpdated())
                .blockLast();
    }

    private static void sleep(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
