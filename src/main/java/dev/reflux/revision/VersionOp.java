package dev.reflux.revision;

import java.util.Objects;

/**
 * One change of one row of the version table.
 *
 * <p>Each is expected to touch exactly one row. Follows Alembic's {@code HeadMaintainer}.
 */
public sealed interface VersionOp {

    /** A new row. */
    record Insert(String id) implements VersionOp {

        /** Checks that there is an id. */
        public Insert {
            Objects.requireNonNull(id, "id");
        }
    }

    /** A row moves from one id to another. */
    record Update(String from, String to) implements VersionOp {

        /** Checks that there are both ids. */
        public Update {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    /** A row goes. */
    record Delete(String id) implements VersionOp {

        /** Checks that there is an id. */
        public Delete {
            Objects.requireNonNull(id, "id");
        }
    }
}
