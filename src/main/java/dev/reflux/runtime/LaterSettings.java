package dev.reflux.runtime;

import dev.reflux.config.RefluxConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings that this version reads and does not act on: whoever relies on their protection must hear of it. */
final class LaterSettings {

    private static final Logger log = LoggerFactory.getLogger(LaterSettings.class);

    private LaterSettings() {}

    static void warn(RefluxConfig config) {
        if (config.retry().max() > 0) {
            log.warn("retry.max has no effect yet: a failed transaction is not tried again.");
        }
    }
}
