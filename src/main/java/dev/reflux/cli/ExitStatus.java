package dev.reflux.cli;

/** How a command ends, as the shell sees it. */
final class ExitStatus {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int DIFFERENCE = 3;
    static final int LOCKED = 4;

    private ExitStatus() {}

    /**
     * The status for a type of error.
     *
     * @param cancelled status of a cancelled run, which depends on the signal
     */
    static int of(String errorType, int cancelled) {
        return switch (errorType) {
            case "usage_error", "config_error" -> USAGE;
            case "lock_not_acquired" -> LOCKED;
            case "cancelled" -> cancelled;
            default -> FAILED;
        };
    }
}
