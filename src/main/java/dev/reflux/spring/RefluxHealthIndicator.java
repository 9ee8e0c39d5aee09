package dev.reflux.spring;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.config.Mode;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.DatabaseAheadException;
import dev.reflux.error.Place;
import dev.reflux.error.RefluxException;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.MigrationReport.Step;
import dev.reflux.spring.RefluxProperties.HealthStatus;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

/**
 * Whether the database is where a start of this build would bring it: asked by planning that upgrade, which opens one
 * connection, takes no lock and writes nothing.
 */
final class RefluxHealthIndicator implements ReactiveHealthIndicator {

    /** Health is read by machines; the endpoint tells of all. */
    private static final int PENDING_SHOWN = 20;

    private final Reflux reflux;
    private final String target;
    private final boolean enabled;
    private final RefluxProperties.Health settings;
    private final Mono<Health> health;

    /**
     * An indicator.
     *
     * @param enabled whether the application migrates at all: one that was processed ahead of time has this bean whatever
     *     {@code reflux.enabled} is by the time it starts
     */
    RefluxHealthIndicator(Reflux reflux, String target, boolean enabled, RefluxProperties.Health settings) {
        this.reflux = reflux;
        this.enabled = enabled;
        this.target = target;
        this.settings = settings;
        Mono<Health> asked = Mono.defer(this::ask);
        Duration timeToLive = settings.timeToLive();
        this.health = timeToLive.isZero() || timeToLive.isNegative() ? asked : asked.cache(timeToLive);
    }

    @Override
    public Mono<Health> health() {
        return health;
    }

    private Mono<Health> ask() {
        if (!enabled) {
            return Mono.just(Health.unknown().withDetail("enabled", false).build());
        }
        if (reflux.config().mode() == Mode.OFFLINE) {
            return Mono.just(Health.unknown().withDetail("mode", "offline").build());
        }
        return reflux.upgrade(target, RunOptions.DEFAULTS.dry())
                .map(this::ofPlan)
                .timeout(settings.timeout(), Mono.error(this::silent))
                .onErrorResume(error -> Mono.just(ofFailure(error)));
    }

    private Health ofPlan(MigrationReport plan) {
        List<String> pending = plan.steps().stream().map(Step::revision).toList();
        Health.Builder answer = Health.status(pending.isEmpty() ? Status.UP : status(settings.pending()))
                .withDetail("heads", plan.from())
                .withDetail("target", target)
                .withDetail("pendingCount", pending.size());
        if (!pending.isEmpty()) {
            answer.withDetail("pending", pending.subList(0, Math.min(PENDING_SHOWN, pending.size())));
        }
        return answer.build();
    }

    private static Status status(HealthStatus chosen) {
        return switch (chosen) {
            case DOWN -> Status.DOWN;
            case OUT_OF_SERVICE -> Status.OUT_OF_SERVICE;
            case UP -> Status.UP;
        };
    }

    private RefluxException silent() {
        return new ConnectionFailedException(
                "The database did not answer within " + settings.timeout().toMillis()
                        + " ms. Look at the server and at the network; reflux.health.timeout is how long to wait.",
                Place.UNKNOWN,
                null,
                null);
    }

    private Health ofFailure(Throwable error) {
        String type = error instanceof RefluxException known ? known.code() : "internal_error";
        return Health.status(error instanceof DatabaseAheadException ? status(settings.ahead()) : Status.DOWN)
                .withDetail("target", target)
                .withDetail("type", type)
                .withDetail("message", String.valueOf(error.getMessage()))
                .build();
    }
}
