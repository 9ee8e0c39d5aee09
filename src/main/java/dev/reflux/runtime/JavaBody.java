package dev.reflux.runtime;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.IrreversibleRevisionException;
import dev.reflux.error.Place;
import dev.reflux.migration.Migration;
import dev.reflux.migration.ReactiveMigration;
import dev.reflux.revision.Direction;
import dev.reflux.script.AuthorClass;
import dev.reflux.script.JavaRevision;
import dev.reflux.script.LoadedMigration;
import dev.reflux.script.StatementPart;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * A direction of a revision written in Java. Its statements are not known before it runs.
 *
 * @param checksum checksum of the file, or null for a class
 */
record JavaBody(JavaRevision script, Direction direction, @Nullable String checksum, JavaSetting setting)
        implements StepBody {

    /**
     * The body of a direction; where the class is in a file, it is compiled.
     *
     * @throws IrreversibleRevisionException where the way down is asked for and there is none
     */
    static JavaBody of(JavaRevision script, Direction direction, EnvironmentContext context) {
        LoadedMigration loaded = script.load();
        if (direction == Direction.DOWNGRADE && !loaded.reversible()) {
            throw new IrreversibleRevisionException(
                    "Revision " + script.id() + " has no method \"downgrade\", so it cannot be undone. Add it to "
                            + script.name() + ", or choose a target above it.",
                    Place.ofFile(script.name()).inRevision(script.id()));
        }
        JavaSetting setting = new JavaSetting(
                new AuthorClass(loaded.migration().getClass().getName()),
                new JavaStatements(context, script.id(), script.name()),
                context.config().placeholders(),
                context.config().historyTable() != null,
                context.isOffline(),
                context.config()::mask);
        return new JavaBody(script, direction, script.checksum(), setting);
    }

    @Override
    public List<StatementPart> parts() {
        return List.of();
    }

    @Override
    public Place place() {
        return Place.ofFile(script.name()).inRevision(script.id());
    }

    @Override
    public void feed(StatementReceiver receiver) {
        AuthorFailures failures = new AuthorFailures(script.id(), script.name(), setting.author(), setting.mask());
        OperationFeed feed = new OperationFeed(setting, failures, receiver);
        Object migration = script.load().migration();
        try {
            receiver.runAuthored(() -> run(migration, feed));
        } catch (Throwable thrown) {
            throw failures.of(thrown);
        } finally {
            feed.close();
        }
    }

    private void run(Object migration, OperationFeed feed) {
        if (migration instanceof Migration blocking) {
            run(blocking, new BlockingOperations(feed));
            return;
        }
        TaskQueue queue = new TaskQueue();
        Throwable failure = queue.await(publisher((ReactiveMigration) migration, new QueuedOperations(feed, queue)));
        if (failure != null) {
            throw feed.failures().of(failure);
        }
    }

    private void run(Migration migration, BlockingOperations operations) {
        if (direction == Direction.DOWNGRADE) {
            migration.downgrade(operations);
        } else {
            migration.upgrade(operations);
        }
    }

    private Publisher<Void> publisher(ReactiveMigration migration, QueuedOperations operations) {
        boolean down = direction == Direction.DOWNGRADE;
        Publisher<Void> publisher = down ? migration.downgrade(operations) : migration.upgrade(operations);
        if (publisher == null) {
            throw new InvalidRevisionFileException("The method \"" + (down ? "downgrade" : "upgrade")
                    + "\" gave null. Return a publisher; Mono.empty() where there is nothing to do.");
        }
        return publisher;
    }
}
