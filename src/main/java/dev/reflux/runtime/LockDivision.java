package dev.reflux.runtime;

import dev.reflux.script.StatementPart;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a run is committed so that no transaction has too many locks, as far as commits between steps can do that.
 *
 * @param ends indexes of steps to commit after that nothing else commits after
 * @param most locks of the transaction that has most of them
 * @param transactions how many commits hold version rows
 */
record LockDivision(Set<Integer> ends, long most, int transactions) {

    /** Copies the indexes. */
    LockDivision {
        ends = Set.copyOf(ends);
    }

    /**
     * Goes through a run as it will be run: commits that are forced come first.
     *
     * @param steps the parts of each step
     * @param locks the locks of each step
     * @param limit of locks in a transaction, which only a step that is too large by itself exceeds
     */
    static LockDivision of(
            List<List<StatementPart>> steps, List<StepLocks> locks, TransactionPlan transactions, long limit) {
        Set<Integer> ends = new HashSet<>();
        long most = 0;
        long open = 0;
        int number = 0;
        for (int i = 0; i < locks.size(); i++) {
            StepLocks step = locks.get(i);
            if (open > 0 && step.first() > 0 && open + step.first() > limit) {
                transactions.end();
                ends.add(i - 1);
                open = 0;
            }
            most = Math.max(most, Math.max(step.most(), open + step.first()));
            open = step.divided() ? step.last() : open + step.first();
            TransactionPlan.Slot slot = transactions.next(steps.get(i), i == locks.size() - 1);
            number = slot.transaction();
            open = slot.commitAfter() ? 0 : open;
        }
        return new LockDivision(ends, most, number);
    }
}
