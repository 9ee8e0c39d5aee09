package dev.reflux.cli;

/** How much text shows of a revision. */
enum RevisionForm {
    /** Its id and what it is. */
    SHORT,
    /** With its parents too. */
    HISTORY,
    /** Everything, over several lines. */
    LONG
}
