package dev.reflux.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.config.Mode;
import dev.reflux.config.Timeouts;
import dev.reflux.spring.RefluxProperties.HealthStatus;
import dev.reflux.testsupport.RevisionFolder;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

/** Answers that no database gives. */
class RefluxHealthIndicatorTests {

    private static final RefluxProperties.Health SETTINGS = new RefluxProperties.Health(
            HealthStatus.DOWN, HealthStatus.UP, Duration.ofMillis(1), Duration.ofSeconds(3));

    @TempDir
    Path folder;

    @BeforeEach
    void writeARevision() {
        RevisionFolder.in(folder).chain(1);
    }

    /** A server that takes connections and says nothing. */
    private static final class Silence implements ConnectionFactory {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.<Connection>never().doOnSubscribe(subscription -> asked.incrementAndGet());
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return ConnectionFactories.get("r2dbc:postgresql://shop@nowhere.invalid/shop")
                    .getMetadata();
        }
    }

    private Reflux reflux(ConnectionFactory factory, Mode mode) {
        return Reflux.builder()
                .connectionFactory(factory)
                .locations(folder.toString())
                .configure(
                        config -> config.mode(mode).timeouts(new Timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO)))
                .build();
    }

    private static Health ask(ReactiveHealthIndicator indicator) {
        return indicator.health().block(Duration.ofSeconds(20));
    }

    @Test
    void silentServerIsDownAndIsAskedAgainByTheNextProbe() {
        Silence silence = new Silence();
        RefluxHealthIndicator indicator =
                new RefluxHealthIndicator(reflux(silence, Mode.ONLINE), "head", true, SETTINGS);
        for (int probe = 1; probe <= 2; probe++) {
            Health answer = ask(indicator);
            assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
            assertThat(answer.getDetails())
                    .containsEntry("type", "connection_failed")
                    .containsEntry(
                            "message",
                            "The database did not answer within 3000 ms. Look at the server and at the network;"
                                    + " reflux.health.timeout is how long to wait.");
            assertThat(silence.asked).hasValue(probe);
            Mono.delay(SETTINGS.timeToLive().multipliedBy(50)).block();
        }
    }

    @Test
    void disabledOrOfflineItIsUnknownAndAsksNothing() {
        Silence silence = new Silence();
        assertThat(ask(new RefluxHealthIndicator(reflux(silence, Mode.ONLINE), "head", false, SETTINGS)))
                .isEqualTo(Health.unknown().withDetail("enabled", false).build());
        assertThat(ask(new RefluxHealthIndicator(reflux(silence, Mode.OFFLINE), "head", true, SETTINGS)))
                .isEqualTo(Health.unknown().withDetail("mode", "offline").build());
        assertThat(silence.asked).hasValue(0);
    }
}
