package dev.reflux.error;

/** How a program that migrates ends, as the shell, a Kubernetes Job or a pipeline sees it. */
public final class ExitStatus {

    /** Done, or nothing to do. */
    public static final int DONE = 0;

    /** Any failure that has no status of its own. */
    public static final int FAILED = 1;

    /** The command line or the configuration is wrong; trying again does not help. */
    public static final int USAGE = 2;

    /** A command that compares has found a difference. */
    public static final int DIFFERENCE = 3;

    /** Another process holds the migration lock; trying again later helps. */
    public static final int LOCKED = 4;

    /** Cancelled by SIGINT, or by nobody in particular. */
    public static final int INTERRUPTED = 130;

    /** Cancelled by SIGTERM. */
    public static final int TERMINATED = 143;

    private ExitStatus() {}

    /** The status for a {@linkplain RefluxException#code() kind of error}, {@link #INTERRUPTED} for a cancelled run. */
    public static int of(String code) {
        return switch (code) {
            case "usage_error", "config_error" -> USAGE;
            case "lock_not_acquired" -> LOCKED;
            case "cancelled" -> INTERRUPTED;
            default -> FAILED;
        };
    }
}
