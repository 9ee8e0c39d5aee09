package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/** The database refused a statement. The transaction that the statement ran in was rolled back. */
public final class DatabaseException extends RefluxException {

    private static final long serialVersionUID = 1L;

    private static final int STATEMENT_SHOWN = 300;

    private final transient Failure failure;

    private final String explanation;

    /**
     * What the database said.
     *
     * @param sqlState five characters of SQLSTATE, or null
     * @param primary the server's primary message
     * @param detail the server's detail, or null
     * @param hint the server's hint, or null
     * @param context the server's context (its call stack), or null
     * @param statement the statement that failed, as it was sent, or null when none was running
     * @param index which of the statements sent together it was, counted from 0
     * @param position position of the fault in {@code statement} in code points, counted from 1, or null
     */
    public record Failure(
            @Nullable String sqlState,
            String primary,
            @Nullable String detail,
            @Nullable String hint,
            @Nullable String context,
            @Nullable String statement,
            int index,
            @Nullable Integer position) {}

    /** Creates the error; the message names place, statement, SQLSTATE, detail and hint. */
    public DatabaseException(Failure failure, Place place, @Nullable Throwable cause) {
        this(failure, place, "", cause);
    }

    private DatabaseException(Failure failure, Place place, String explanation, @Nullable Throwable cause) {
        super("database_error", describe(failure, place) + explanation, place, cause);
        this.failure = failure;
        this.explanation = explanation;
    }

    /** The same error, now that its place is known. */
    public DatabaseException at(Place place) {
        return changed(place, explanation);
    }

    /**
     * The same error, with what is known beside what the database said.
     *
     * @param sentences why it happened and what to do, in one or more lines
     */
    public DatabaseException explained(String sentences) {
        return changed(place(), explanation + "\n  " + sentences.replace("\n", "\n  "));
    }

    private DatabaseException changed(Place place, String newExplanation) {
        DatabaseException changed = new DatabaseException(failure, place, newExplanation, getCause());
        changed.setStackTrace(getStackTrace());
        for (Throwable suppressed : getSuppressed()) {
            changed.addSuppressed(suppressed);
        }
        return changed;
    }

    /** What the database said, field by field. */
    public Failure failure() {
        return failure;
    }

    @Override
    public @Nullable String sqlState() {
        return failure.sqlState();
    }

    private static String describe(Failure failure, Place place) {
        StringBuilder text = new StringBuilder();
        if (place.revision() != null) {
            text.append("Revision ").append(place.revision()).append(" failed");
            text.append(place.file() == null ? ": " : " at " + place.describe() + ": ");
        }
        text.append(failure.primary());
        if (failure.sqlState() != null) {
            text.append(" [SQLSTATE ").append(failure.sqlState()).append(']');
        }
        line(text, "Detail", failure.detail());
        line(text, "Hint", failure.hint());
        line(text, "Context", failure.context());
        line(text, "Statement", shorten(failure.statement()));
        return text.toString();
    }

    private static void line(StringBuilder text, String title, @Nullable String value) {
        if (value != null) {
            text.append("\n  ").append(title).append(": ").append(value.replace("\n", "\n    "));
        }
    }

    private static @Nullable String shorten(@Nullable String statement) {
        if (statement == null || statement.codePointCount(0, statement.length()) <= STATEMENT_SHOWN) {
            return statement;
        }
        return statement.substring(0, statement.offsetByCodePoints(0, STATEMENT_SHOWN)) + " …";
    }
}
