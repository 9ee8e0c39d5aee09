package dev.reflux.spring;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.config.Mode;
import dev.reflux.error.RefluxException;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.MigrationReport.Step;
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
    private final RefluxProperties.Health settings;
    private final Mono<Health> health;

    RefluxHealthIndicator(Reflux reflux, String target, RefluxProperties.Health settings) {
        this.reflux = reflux;
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
        if (reflux.config().mode() == Mode.OFFLINE) {
            return Mono.just(Health.unknown().withDetail("mode", "offline").build());
        }
        return reflux.upgrade(target, RunOptions.DEFAULTS.dry())
                .map(this::ofPlan)
                .onErrorResume(error -> Mono.just(ofFailure(error)));
    }

    private Health ofPlan(MigrationReport plan) {
        List<String> pending = plan.steps().stream().map(Step::revision).toList();
        Health.Builder answer = Health.status(pending.isEmpty() ? Status.UP : pendingStatus())
                .withDetail("heads", plan.from())
                .withDetail("target", target)
                .withDetail("pendingCount", pending.size());
        if (!pending.isEmpty()) {
            answer.withDetail("pending", pending.subList(0, Math.min(PENDING_SHOWN, pending.size())));
        }
        return answer.build();
    }

    private Status pendingStatus() {
        return switch (settings.pending()) {
            case DOWN -> Status.DOWN;
            case OUT_OF_SERVICE -> Status.OUT_OF_SERVICE;
            case UP -> Status.UP;
        };
    }

    private Health ofFailure(Throwable error) {
        String type = error instanceof RefluxException known ? known.code() : "internal_error";
        return Health.down()
                .withDetail("target", target)
                .withDetail("type", type)
                .withDetail("message", String.valueOf(error.getMessage()))
                .build();
    }
}
