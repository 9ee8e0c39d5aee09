package dev.reflux.runtime;

/** Tells of a failure without ever taking its place. */
final class FailureNotice {

    private FailureNotice() {}

    /** Calls somebody; what they throw is added to the failure. */
    static void tell(Throwable failure, Runnable notice) {
        try {
            notice.run();
        } catch (RuntimeException | Error e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
    }
}
