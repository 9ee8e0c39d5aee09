package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/** The database refused a statement. The transaction that the statement ran in was rolled back. */
public final class DatabaseException extends RefluxException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /**
     * What the database said.
     *
     * @param sqlState five characters of SQLSTATE, or null
     * @param primary the server's primary message
     * @param detail the server's detail, or null
     * @param hint the server's hint, or null
     * @param context the server's context (its call stack), or null
     * @param statement the statement as it was sent, or null
     * @param position position of the fault in {@code statement} in code points, counted from 1, or null
     */
    public record Failure(
            @Nullable String sqlState,
            String primary,
            @Nullable String detail,
            @Nullable String hint,
            @Nullable String context,
            @Nullable String statement,
            @Nullable Integer position) {}

    /** Creates the error with a message that already names statement and place. */
    public DatabaseException(String message, Failure failure, Place place, @Nullable Throwable cause) {
        super("database_error", message, place, cause);
        this.failure = failure;
    }

    /** What the database said, field by field. */
    public Failure failure() {
        return failure;
    }

    @Override
    public @Nullable String sqlState() {
        return failure.sqlState();
    }
}
