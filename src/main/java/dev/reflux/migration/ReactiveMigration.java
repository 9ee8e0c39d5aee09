package dev.reflux.migration;

import org.reactivestreams.Publisher;

/** As {@link Migration}, written with publishers. What they emit is ignored; the step ends when they complete. */
public interface ReactiveMigration {

    /** The way up; subscribed to once. */
    Publisher<Void> upgrade(ReactiveOperations op);

    /** The way down. A class without this method is irreversible, which is told before anything runs. */
    default Publisher<Void> downgrade(ReactiveOperations op) {
        throw new UnsupportedOperationException("A migration without a downgrade is never asked for one");
    }
}
