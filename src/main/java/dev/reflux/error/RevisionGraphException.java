package dev.reflux.error;

import java.util.Locale;

/**
 * The revision graph is broken, or a target does not name what the command needs. Found before any database work.
 *
 * <p>The kinds follow Alembic's {@code alembic.script.revision} exceptions, split where one of those has several causes.
 */
public final class RevisionGraphException extends RefluxException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is wrong; the code of the exception is the name in lower case. */
    public enum Kind {
        NOT_FOUND,
        AMBIGUOUS,
        BRANCH_NOT_FOUND,
        NOT_ON_BRANCH,
        MULTIPLE_HEADS,
        RANGE_NOT_ANCESTOR,
        RELATIVE_OUT_OF_RANGE,
        AMBIGUOUS_WALK,
        OVERLAPPING_HEADS,
        INVALID_DOWNGRADE_TARGET,
        CYCLE,
        SELF_LOOP,
        DEPENDENCY_CYCLE,
        DEPENDENCY_SELF_LOOP,
        MISSING_REVISION,
        DUPLICATE_REVISION,
        DUPLICATE_BRANCH_LABEL,
        INVALID_REVISION_ID,
        RANGE_NOT_ALLOWED,
        RANGE_REQUIRED,
        VERSION_ROW_MISMATCH,
        NOT_A_HEAD,
        PURGE_OFFLINE,
        SINGLE_START_REQUIRED
    }

    /** Creates the error at an unknown place. */
    public RevisionGraphException(Kind kind, String message) {
        this(kind, message, Place.UNKNOWN);
    }

    /** Creates the error at a place. */
    public RevisionGraphException(Kind kind, String message, Place place) {
        super(kind.name().toLowerCase(Locale.ROOT), message, place, null);
        this.kind = kind;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }
}
