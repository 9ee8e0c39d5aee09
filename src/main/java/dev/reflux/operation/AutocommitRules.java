package dev.reflux.operation;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.schema.Arguments;
import java.util.List;

/** What may stand in an autocommit part, and what only there. */
public final class AutocommitRules {

    private AutocommitRules() {}

    /**
     * Checks an operation that stands outside autocommit.
     *
     * @throws dev.reflux.error.InvalidOperationException if it cannot run in a transaction
     */
    public static void checkOutside(Operation operation) {
        if (operation instanceof CreateIndex index && index.concurrently()) {
            throw needsAutocommit("create_index");
        }
        if (operation instanceof DropIndex index && index.concurrently()) {
            throw needsAutocommit("drop_index");
        }
    }

    /** Checks what stands inside. */
    static void check(List<Operation> operations) {
        if (operations.stream().anyMatch(Autocommit.class::isInstance)) {
            throw Arguments.invalid("autocommit", "stands inside another; write one list");
        }
    }

    private static InvalidOperationException needsAutocommit(String key) {
        return Arguments.invalid(
                "concurrently",
                "needs a place outside transactions; write it inside autocommit: - autocommit: [{" + key + ": …}]");
    }
}
