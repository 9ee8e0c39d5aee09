package dev.reflux.drawing;

/** Where a revision stands in a database. */
public enum RevisionState {
    /** A row of the version table, or implied by one as the head of a branch. */
    CURRENT,
    /** Applied, below a current revision. */
    APPLIED,
    /** Not applied. */
    PENDING
}
