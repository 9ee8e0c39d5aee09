package dev.reflux.dialect;

/** Why a statement failed that is not wrong in itself: others stood in its way, or its time was up. */
public enum Contention {
    /** A lock was not to be had in time. */
    LOCK_TIMEOUT(true),
    /** It and another session waited for each other. */
    DEADLOCK(true),
    /** It and another transaction cannot be put in an order. */
    SERIALIZATION_FAILURE(true),
    /** It ran for too long. */
    STATEMENT_TIMEOUT(false),
    /** Somebody cancelled it, and it was not this run. */
    CANCELLED_BY_OTHERS(false),
    /** One of the two before: the server's words, in a language of its own, do not tell which. */
    ENDED_EARLY(false),
    /** Its transaction, with those of others, held all the locks that there is room for. */
    LOCK_TABLE_FULL(false);

    private final boolean passing;

    Contention(boolean passing) {
        this.passing = passing;
    }

    /** Whether the same transaction may well succeed a moment later. */
    public boolean isPassing() {
        return passing;
    }
}
