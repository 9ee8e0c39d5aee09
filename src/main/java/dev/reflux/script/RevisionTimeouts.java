package dev.reflux.script;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the statements of one revision may take, in place of what the configuration says.
 *
 * @param lock of each statement for its locks; zero: for ever; null: as configured
 * @param statement of each statement; zero: for ever; null: as configured
 */
public record RevisionTimeouts(@Nullable Duration lock, @Nullable Duration statement) {

    /** Both as configured. */
    public static final RevisionTimeouts CONFIGURED = new RevisionTimeouts(null, null);
}
