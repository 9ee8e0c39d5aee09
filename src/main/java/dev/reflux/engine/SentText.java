package dev.reflux.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements joined into one message of the simple query protocol, and the way back from an error to one of them. */
record SentText(List<String> statements) {

    /** A newline first, since a statement may end in a line comment. */
    private static final String SEPARATOR = "\n;\n";

    /** Where an error belongs. */
    record Located(String statement, int index, @Nullable Integer position) {}

    SentText {
        statements = List.copyOf(statements);
    }

    String text() {
        return statements.size() == 1 ? statements.get(0) : String.join(SEPARATOR, statements);
    }

    /**
     * Finds the statement that failed.
     *
     * @param position position in the whole text in code points, counted from 1, or null
     * @param completed how many statements had ended before the error
     */
    Located locate(@Nullable Integer position, int completed) {
        if (position == null) {
            int index = Math.min(completed, statements.size() - 1);
            return new Located(statements.get(index), index, null);
        }
        int rest = position - 1;
        for (int i = 0; i < statements.size(); i++) {
            String statement = statements.get(i);
            int length = statement.codePointCount(0, statement.length());
            if (rest < length + SEPARATOR.length() || i == statements.size() - 1) {
                return new Located(statement, i, Math.min(rest, length) + 1);
            }
            rest -= length + SEPARATOR.length();
        }
        throw new IllegalStateException("No statement was sent");
    }
}
