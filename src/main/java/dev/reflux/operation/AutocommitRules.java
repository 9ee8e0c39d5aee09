package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import java.util.List;

/** What may stand in an autocommit part, and what only there. */
final class AutocommitRules {

    private AutocommitRules() {}

    static void check(List<Operation> operations) {
        if (operations.stream().anyMatch(Autocommit.class::isInstance)) {
            throw Arguments.invalid("autocommit", "stands inside another; write one list");
        }
    }
}
