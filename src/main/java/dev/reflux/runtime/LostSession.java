package dev.reflux.runtime;

import dev.reflux.config.RefluxConfig;
import dev.reflux.dialect.Dialect;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.RefluxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * What becomes of a run that has lost its session, once its connection is closed: a second one sees to it that the server
 * lets go of the first, and finds out whether a commit took effect whose answer never came.
 */
final class LostSession {

    /** How long a server that may be restarting is waited for, unless configured, when it alone can tell of a commit. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long a session that is told to end may take. */
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(50);

    private static final Logger log = LoggerFactory.getLogger(LostSession.class);

    private final EnvironmentContext context;
    private final Dialect dialect;
    private final LostSessionException loss;
    private final boolean moreWork;

    /**
     * Prepares to find out.
     *
     * @param moreWork whether something was to be done after the run, which the loss has kept from being done
     */
    LostSession(EnvironmentContext context, LostSessionException loss, boolean moreWork) {
        this.context = context;
        this.dialect = context.dialect();
        this.loss = loss;
        this.moreWork = moreWork;
    }

    /** The report of the run where its last commit took effect, else the error that tells what is known. */
    Mono<MigrationReport> settled() {
        CommitInDoubt commit = loss.remains().commit();
        MigrationListener listener = loss.remains().listener();
        return (commit == null ? ended() : known(commit))
                .doOnError(e -> FailureNotice.tell(e, () -> listener.runFailed(context.request(), e)))
                .doOnNext(listener::runFinished);
    }

    /** A server that has said itself that it ends the session has ended it. */
    private Mono<MigrationReport> ended() {
        String state = loss.sqlState();
        if (state != null && !state.startsWith("08")) {
            return Mono.error(loss);
        }
        return connection(waiting(Duration.ZERO))
                .run(connection -> endSession(connection))
                .onErrorResume(RefluxException.class, e -> {
                    log.debug("The lost session could not be ended", e);
                    return Mono.empty();
                })
                .then(Mono.error(loss));
    }

    private Mono<MigrationReport> known(CommitInDoubt commit) {
        log.warn("The connection was lost while COMMIT was in flight; asking the database whether it took effect.");
        Duration configured = context.config().waitForDatabase();
        return connection(waiting(configured.isZero() ? PATIENCE : configured))
                .run(connection -> tookEffect(connection, commit))
                .onErrorMap(LostSession::isOfTheDatabase, this::unknown)
                .flatMap(took -> outcome(commit, took));
    }

    private RefluxConfig waiting(Duration forDatabase) {
        return context.config().toBuilder().waitForDatabase(forDatabase).build();
    }

    private OneConnection connection(RefluxConfig config) {
        return new OneConnection(config, context.engines(), context.cancellation());
    }

    private Optional<Boolean> tookEffect(SyncConnection connection, CommitInDoubt commit) {
        Optional<Boolean> took = endSession(connection) ? commit.tookEffect(connection, dialect) : Optional.empty();
        if (took.orElse(false) && !commit.steps().isEmpty()) {
            loss.remains().listener().committed(commit.steps());
        }
        return took;
    }

    /** True once the server has no such session any more; until then its transaction may still be open. */
    private boolean endSession(SyncConnection connection) {
        // As whoever has logged in: a role that the session takes by default may not end that one's sessions
        List<String> end = dialect.session()
                .asSessionUser(dialect.session().end(loss.remains().applicationName()));
        long start = System.nanoTime();
        while (connection.query(end).stream().anyMatch(result -> !result.rows().isEmpty())) {
            if (System.nanoTime() - start > END_LIMIT.toNanos()) {
                return false;
            }
            connection.pause(POLL);
        }
        return true;
    }

    private static boolean isOfTheDatabase(Throwable error) {
        return error instanceof ConnectionFailedException
                || error instanceof DatabaseException
                || error instanceof CancelledException;
    }

    private Mono<MigrationReport> outcome(CommitInDoubt commit, Optional<Boolean> took) {
        if (took.isEmpty()) {
            return Mono.error(
                    told("nobody can tell whether it took effect. Look with \"current\" and \"log\" before you"
                            + " run the command again, which continues from what is there."));
        }
        if (!took.get()) {
            return Mono.error(told(
                    "it did not take effect: what the transaction had done is rolled back. Run the command again."));
        }
        MigrationReport report = commit.report();
        if (report == null) {
            return Mono.error(told("it took effect. Run the command again for the rest."));
        }
        if (moreWork) {
            return Mono.error(
                    told("it took effect, and was the last. What the environment does after the migrations has"
                            + " not been done. Run the command again, which does that."));
        }
        log.warn("The commit took effect and was the last; the run is complete.");
        return Mono.just(report);
    }

    private ConnectionFailedException unknown(Throwable why) {
        ConnectionFailedException error = told("it is not known whether it took effect, since the database cannot be"
                + " asked. Run the command again when it is there: it continues from what was committed.");
        error.addSuppressed(why);
        return error;
    }

    private ConnectionFailedException told(String what) {
        ConnectionFailedException error = new ConnectionFailedException(
                loss.getMessage() + " COMMIT was in flight, and " + what,
                loss.place(),
                loss.sqlState(),
                loss.getCause());
        error.setStackTrace(loss.getStackTrace());
        return error;
    }
}
