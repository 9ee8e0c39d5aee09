package dev.reflux.script;

import dev.reflux.migration.Migration;
import dev.reflux.migration.ReactiveMigration;

/** An instance of the class of a Java revision, for one run. */
public sealed interface LoadedMigration {

    /** The instance. */
    Object migration();

    /** Whether the class, or one that it extends, has a way down of its own. */
    boolean reversible();

    /**
     * One that blocks.
     *
     * @param migration the instance
     * @param reversible whether it has a way down
     */
    record Blocking(Migration migration, boolean reversible) implements LoadedMigration {}

    /**
     * One written with publishers.
     *
     * @param migration the instance
     * @param reversible whether it has a way down
     */
    record Reactive(ReactiveMigration migration, boolean reversible) implements LoadedMigration {}
}
