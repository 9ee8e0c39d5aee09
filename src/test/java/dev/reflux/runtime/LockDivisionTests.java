package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.config.TransactionMode;
import dev.reflux.script.StatementPart;
import dev.reflux.sql.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LockDivisionTests {

    private static final StatementPart PLAIN = new StatementPart(false, 1, List.of(), List.of());
    private static final StatementPart ALONE = new StatementPart(true, 1, List.of(), List.of());

    private final List<List<StatementPart>> steps = new ArrayList<>();
    private final List<StepLocks> locks = new ArrayList<>();

    private LockDivisionTests plain(long kept) {
        steps.add(List.of(PLAIN));
        locks.add(new StepLocks(kept, kept, kept, false));
        return this;
    }

    private LockDivisionTests divided(long first, long last) {
        steps.add(List.of(PLAIN, ALONE, PLAIN));
        locks.add(new StepLocks(first, Math.max(first, last), last, true));
        return this;
    }

    /** Of an enum that is older than the run. */
    private LockDivisionTests enumValue(long kept) {
        steps.add(List.of(new StatementPart(false, 1, List.of(), List.of(new SqlName(List.of("mood"))))));
        locks.add(new StepLocks(kept, kept, kept, false));
        return this;
    }

    private LockDivision within(long limit) {
        return in(TransactionMode.RUN, limit);
    }

    private LockDivision in(TransactionMode mode, long limit) {
        return LockDivision.of(steps, locks, new TransactionPlan(mode, true), limit);
    }

    @Test
    void commitsBeforeTheStepThatWouldBeTooMuch() {
        LockDivision division = plain(4).plain(4).plain(4).plain(1).within(8);

        assertThat(division.ends()).containsExactly(1);
        assertThat(division.most()).isEqualTo(8);
        assertThat(division.transactions()).isEqualTo(2);
    }

    @Test
    void anAutocommitPartEndsWhatIsOpenAndTheStepsOwnFirstStatementsWithIt() {
        assertThat(plain(4).divided(4, 3).plain(5).within(8)).isEqualTo(new LockDivision(Set.of(), 8, 2));
        assertThat(plain(4).within(8).ends()).containsExactly(2);
    }

    @Test
    void theFirstStatementsOfAStepWithAnAutocommitPartCountToTheTransactionBefore() {
        assertThat(plain(5).divided(4, 0).within(8).ends()).containsExactly(0);
    }

    @Test
    void aStepThatBeginsWithItsAutocommitPartNeedsNoCommitOfOurs() {
        LockDivision division = plain(9).divided(0, 8).plain(0).within(8);

        assertThat(division.ends()).isEmpty();
        assertThat(division.most()).isEqualTo(9);
    }

    @Test
    void aValueOfAnOlderEnumEndsItsTransaction() {
        LockDivision division = plain(4).enumValue(4).plain(8).within(8);

        assertThat(division.ends()).isEmpty();
        assertThat(division.most()).isEqualTo(8);
        assertThat(division.transactions()).isEqualTo(2);
    }

    @Test
    void aCommitOfOursMakesATypeOfTheRunAnOlderOne() {
        StatementPart creates = new StatementPart(false, 1, List.of(new SqlName(List.of("mood"))), List.of());
        steps.add(List.of(creates));
        locks.add(new StepLocks(5, 5, 5, false));
        enumValue(4).plain(8);

        assertThat(within(Long.MAX_VALUE)).isEqualTo(new LockDivision(Set.of(), 17, 1));
        assertThat(within(8)).isEqualTo(new LockDivision(Set.of(0), 8, 3));
    }

    @Test
    void everyStepIsItsOwnTransactionInModeRevision() {
        assertThat(plain(8).plain(8).in(TransactionMode.REVISION, 8)).isEqualTo(new LockDivision(Set.of(), 8, 2));
    }
}
