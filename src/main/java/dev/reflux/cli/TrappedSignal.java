package dev.reflux.cli;

import dev.reflux.error.ExitStatus;

/** The signals that ask a process to end. */
enum TrappedSignal {
    INT(ExitStatus.INTERRUPTED),
    TERM(ExitStatus.TERMINATED);

    private final int exitStatus;

    TrappedSignal(int exitStatus) {
        this.exitStatus = exitStatus;
    }

    /** 128 and the number of the signal, as shells have it. */
    int exitStatus() {
        return exitStatus;
    }
}
