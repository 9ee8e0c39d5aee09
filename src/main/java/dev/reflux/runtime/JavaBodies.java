package dev.reflux.runtime;

import dev.reflux.error.IrreversibleRevisionException;
import dev.reflux.error.Place;
import dev.reflux.revision.Direction;
import dev.reflux.script.JavaRevision;
import dev.reflux.script.LoadedMigration;

/** Makes the bodies of revisions written in Java. */
final class JavaBodies {

    private final EnvironmentContext context;

    JavaBodies(EnvironmentContext context) {
        this.context = context;
    }

    /**
     * The body of a direction.
     *
     * @throws IrreversibleRevisionException where the way down is asked for and there is none
     */
    JavaBody of(JavaRevision script, Direction direction) {
        LoadedMigration loaded = script.load();
        if (direction == Direction.DOWNGRADE && !loaded.reversible()) {
            throw new IrreversibleRevisionException(
                    "Revision " + script.id() + " has no method \"downgrade\", so it cannot be undone. Add it to "
                            + script.name() + ", or choose a target above it.",
                    Place.ofFile(script.name()).inRevision(script.id()));
        }
        AuthorClass author = new AuthorClass(loaded.migration().getClass().getName());
        return new JavaBody(
                script.id(),
                script.name(),
                script.checksum(),
                direction,
                () -> script.load().migration(),
                setting(script, author));
    }

    private JavaSetting setting(JavaRevision script, AuthorClass author) {
        return new JavaSetting(
                author,
                new JavaStatements(context, script.id(), script.name()),
                context.config().placeholders(),
                context.config().historyTable() != null,
                context.isOffline());
    }
}
