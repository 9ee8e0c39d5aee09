package dev.reflux.runtime;

import dev.reflux.config.TransactionMode;
import dev.reflux.script.StatementPart;
import dev.reflux.sql.SqlName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which steps share a commit. Pure, so that a dry run tells what a run will do.
 *
 * <p>In mode {@code run} a commit is forced before and after the autocommit part of a step, and after a step that adds a
 * value to an enum older than the transaction: PostgreSQL lets nobody use such a value before the commit. Before version
 * 17 that holds for every enum, so a script, which may meet any version, commits after each.
 */
final class TransactionPlan {

    private final TransactionMode mode;
    private final boolean newEnumValuesUsable;
    private final Set<SqlName> typesOfTransaction = new HashSet<>();
    private int transaction;
    private boolean committed = true;

    TransactionPlan(TransactionMode mode, boolean newEnumValuesUsable) {
        this(mode, newEnumValuesUsable, 1);
    }

    /** A plan whose first transaction has a number other than 1. */
    TransactionPlan(TransactionMode mode, boolean newEnumValuesUsable, int first) {
        this.mode = mode;
        this.newEnumValuesUsable = newEnumValuesUsable;
        this.transaction = first;
    }

    /** Where one step's version rows are committed. */
    record Slot(int transaction, boolean commitAfter) {}

    /**
     * Plans the next step.
     *
     * @param parts its parts; none for a stamp
     * @param ends whether a commit follows in any case, as after the last step
     */
    Slot next(List<StatementPart> parts, boolean ends) {
        if (!committed && hasAutocommit(parts)) {
            begin();
        }
        committed = addsToOlderEnum(parts) || ends || mode != TransactionMode.RUN;
        Slot slot = new Slot(transaction, committed);
        if (committed) {
            begin();
        }
        return slot;
    }

    /** Commits after the last step, unless it is committed anyway. */
    void end() {
        if (!committed) {
            committed = true;
            begin();
        }
    }

    private void begin() {
        transaction++;
        typesOfTransaction.clear();
    }

    private static boolean hasAutocommit(List<StatementPart> parts) {
        for (StatementPart part : parts) {
            if (part.autocommit()) {
                return true;
            }
        }
        return false;
    }

    private boolean addsToOlderEnum(List<StatementPart> parts) {
        boolean older = false;
        for (StatementPart part : parts) {
            if (part.autocommit()) {
                typesOfTransaction.clear();
                older = false;
                continue;
            }
            typesOfTransaction.addAll(part.createdTypes());
            for (SqlName extended : part.extendedEnums()) {
                older |= !isOfTransaction(extended);
            }
        }
        return older;
    }

    /** A name without a schema may mean the same type as one with. */
    private boolean isOfTransaction(SqlName type) {
        return newEnumValuesUsable
                && typesOfTransaction.stream().anyMatch(created -> endsWith(created, type) || endsWith(type, created));
    }

    private static boolean endsWith(SqlName name, SqlName end) {
        int surplus = name.parts().size() - end.parts().size();
        return surplus >= 0
                && name.parts().subList(surplus, name.parts().size()).equals(end.parts());
    }
}
