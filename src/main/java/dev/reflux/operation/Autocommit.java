package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import dev.reflux.schema.NotEmpty;
import java.util.List;

/**
 * Runs operations outside a transaction block, each statement on its own.
 */
@Description("Runs operations outside a transaction block, each statement on its own.")
public record Autocommit(@Description("operations, in order") @NotEmpty List<Operation> operations)
        implements Operation {

    /** Checks and copies the arguments. */
    public Autocommit {
        operations = Arguments.list("operations", operations);
        Arguments.notEmpty("operations", operations);
        AutocommitRules.check(operations);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitAutocommit(this);
    }
}
