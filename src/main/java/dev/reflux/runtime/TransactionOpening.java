package dev.reflux.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The beginning of a transaction of a script. What checks where the database stands comes first, unless the first statements
 * say how the transaction is isolated: the server takes those only before any query.
 */
final class TransactionOpening {

    private final List<Runnable> checks = new ArrayList<>();
    private final List<Runnable> heldBack = new ArrayList<>();

    /** Adds something that asks or changes the database before the first statement does. */
    void check(Runnable writing) {
        checks.add(writing);
    }

    /** Writes what asks nothing, in its place behind the checks where these come first. */
    void write(Runnable writing) {
        if (checks.isEmpty()) {
            writing.run();
        } else {
            heldBack.add(writing);
        }
    }

    /** Makes way for a statement. */
    void before(String statement) {
        if (!SessionSetting.isOfTransaction(statement)) {
            end();
        } else {
            writeAll(heldBack);
        }
    }

    /** Writes what is left of it. */
    void end() {
        writeAll(checks);
        writeAll(heldBack);
    }

    private static void writeAll(List<Runnable> writings) {
        writings.forEach(Runnable::run);
        writings.clear();
    }
}
