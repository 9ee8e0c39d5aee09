package dev.reflux.engine;

import java.util.List;

/**
 * What one statement gave.
 *
 * @param rows its rows in order; empty for a statement without rows, and where rows were not asked for
 * @param rowsUpdated the server's count of rows for the statement; 0 where it gives none
 */
public record StatementResult(List<ResultRow> rows, long rowsUpdated) {

    /** Copies the rows. */
    public StatementResult {
        rows = List.copyOf(rows);
    }
}
