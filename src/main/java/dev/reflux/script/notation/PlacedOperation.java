package dev.reflux.script.notation;

import dev.reflux.operation.Operation;
import dev.reflux.sql.TextPosition;
import java.util.List;

/**
 * An operation and where it stands in its file.
 *
 * @param operation the operation
 * @param position where its name begins
 * @param parts of an {@link dev.reflux.operation.Autocommit}, its operations with their own places; empty for others
 */
public record PlacedOperation(Operation operation, TextPosition position, List<PlacedOperation> parts) {

    /** Copies the parts. */
    public PlacedOperation {
        parts = List.copyOf(parts);
    }
}
