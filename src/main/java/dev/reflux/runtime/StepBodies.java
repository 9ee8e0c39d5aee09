package dev.reflux.runtime;

import dev.reflux.revision.Direction;
import dev.reflux.script.JavaRevision;
import dev.reflux.script.RevisionScript;
import dev.reflux.script.SqlRevision;
import dev.reflux.script.YamlRevision;

/** Makes the bodies of steps. */
final class StepBodies {

    private final EnvironmentContext context;

    StepBodies(EnvironmentContext context) {
        this.context = context;
    }

    /** Refuses a revision that cannot be run, before anything is locked or written: one in Java is compiled here. */
    void requireRunnable(RevisionScript script) {
        if (script instanceof JavaRevision java) {
            java.load();
        }
    }

    /**
     * The body of a revision, read and checked.
     *
     * @throws dev.reflux.error.InvalidRevisionFileException if it cannot be carried out
     * @throws dev.reflux.error.IrreversibleRevisionException if the way down is asked for and there is none
     */
    StepBody of(RevisionScript script, Direction direction) {
        if (script instanceof SqlRevision sql) {
            return SqlBody.of(sql, direction);
        }
        if (script instanceof YamlRevision yaml) {
            return YamlBody.of(yaml, direction, context);
        }
        return JavaBody.of((JavaRevision) script, direction, context);
    }
}
