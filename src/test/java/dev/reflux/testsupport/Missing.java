package dev.reflux.testsupport;

import dev.reflux.junit.TestServerSettings;
import org.junit.jupiter.api.Assumptions;

/** Something that a test needs and this machine lacks. */
final class Missing {

    private Missing() {}

    /** Skips the running test loudly, or fails it where nothing may be skipped. */
    static RuntimeException report(TestServerSettings settings, String message) {
        if (settings.required()) {
            throw new IllegalStateException(
                    message + " Tests may not be skipped here (CI or reflux.test.required is set).");
        }
        System.err.println("SKIPPED: " + message);
        return Assumptions.abort(message);
    }
}
