package dev.reflux.migration;

/**
 * A revision written in Java, with an annotation {@link Revision} and a public constructor without arguments. Each run
 * makes an instance of its own.
 */
public interface Migration {

    /** The way up. Blocking calls are welcome here. */
    void upgrade(Operations op);

    /** The way down. A class without this method is irreversible, which is told before anything runs. */
    default void downgrade(Operations op) {
        throw new UnsupportedOperationException("A migration without a downgrade is never asked for one");
    }
}
