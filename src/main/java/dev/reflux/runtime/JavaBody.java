package dev.reflux.runtime;

import dev.reflux.error.Place;
import dev.reflux.migration.Migration;
import dev.reflux.migration.ReactiveMigration;
import dev.reflux.revision.Direction;
import dev.reflux.script.StatementPart;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * A direction of a revision written in Java. Its statements are not known before it runs.
 *
 * @param revision its id
 * @param file its file, as the user knows it
 * @param checksum checksum of the file, or null for a class
 * @param migrations makes a new {@link Migration} or {@link ReactiveMigration}
 */
record JavaBody(
        String revision,
        String file,
        @Nullable String checksum,
        Direction direction,
        Supplier<?> migrations,
        JavaSetting setting)
        implements StepBody {

    @Override
    public List<StatementPart> parts() {
        return List.of();
    }

    @Override
    public Place place() {
        return Place.ofFile(file).inRevision(revision);
    }

    @Override
    public void feed(StatementReceiver receiver) {
        AuthorFailures failures = new AuthorFailures(revision, file, setting.author());
        OperationFeed feed = new OperationFeed(setting, failures, receiver);
        Object migration = migrations.get();
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
        Publisher<Void> publisher = publisher((ReactiveMigration) migration, new QueuedOperations(feed, queue));
        Throwable failure =
                queue.await(Objects.requireNonNull(publisher, "The migration gave null in place of a publisher"));
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
        return direction == Direction.DOWNGRADE ? migration.downgrade(operations) : migration.upgrade(operations);
    }
}
