package dev.reflux.cli;

/** The signals that ask a process to end. */
enum TrappedSignal {
    INT(130),
    TERM(143);

    private final int exitStatus;

    TrappedSignal(int exitStatus) {
        this.exitStatus = exitStatus;
    }

    /** 128 and the number of the signal, as shells have it. */
    int exitStatus() {
        return exitStatus;
    }
}
