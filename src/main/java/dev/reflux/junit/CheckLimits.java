package dev.reflux.junit;

import java.time.Duration;

/**
 * How far {@link MigrationChecks} go. Immutable; {@link #DEFAULTS} is where to start from.
 *
 * @param lockBudget how long a revision may shut out the readers of a table that was there before it; not zero
 * @param runners how many processes start at the same moment, at least 2
 * @param orders how many orders of independent branches are tried, 0 for none
 * @param seed what the orders are drawn from; the same seed gives the same orders
 * @param workers how many databases are worked on at the same time, at least 1
 */
public record CheckLimits(Duration lockBudget, int runners, int orders, long seed, int workers) {

    private static final Duration LOCK_BUDGET = Duration.ofMillis(500);
    private static final int MOST_WORKERS = 8;

    /** Half a second for locks, three runners, three orders, and a worker for each processor, up to eight. */
    public static final CheckLimits DEFAULTS = new CheckLimits(
            LOCK_BUDGET, 3, 3, 1, Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()));

    /** Checks the ranges. */
    public CheckLimits {
        if (lockBudget.isNegative() || lockBudget.isZero()) {
            throw new IllegalArgumentException("The lock budget must be more than zero, not " + lockBudget + ".");
        }
        require(runners >= 2, "runners", runners, 2);
        require(orders >= 0, "orders", orders, 0);
        require(workers >= 1, "workers", workers, 1);
    }

    private static void require(boolean holds, String name, int value, int least) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value + ".");
        }
    }

    /** With another lock budget. */
    public CheckLimits lockBudget(Duration budget) {
        return new CheckLimits(budget, runners, orders, seed, workers);
    }

    /** With another number of runners. */
    public CheckLimits runners(int number) {
        return new CheckLimits(lockBudget, number, orders, seed, workers);
    }

    /** With another number of orders. */
    public CheckLimits orders(int number) {
        return new CheckLimits(lockBudget, runners, number, seed, workers);
    }

    /** With orders drawn from another seed. */
    public CheckLimits seed(long other) {
        return new CheckLimits(lockBudget, runners, orders, other, workers);
    }

    /** With another number of workers. */
    public CheckLimits workers(int number) {
        return new CheckLimits(lockBudget, runners, orders, seed, number);
    }
}
