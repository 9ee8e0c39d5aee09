package dev.reflux.runtime;

import dev.reflux.config.ChecksumPolicy;
import dev.reflux.config.RefluxConfig;
import dev.reflux.config.WhenAhead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings that this version reads and does not act on: whoever relies on their protection must hear of it. */
final class LaterSettings {

    private static final Logger log = LoggerFactory.getLogger(LaterSettings.class);

    private LaterSettings() {}

    static void warn(RefluxConfig config) {
        if (config.checksums() == ChecksumPolicy.FAIL) {
            log.warn("checksums: fail has no effect yet: a changed file of an applied revision is not noticed.");
        }
        if (config.whenAhead() == WhenAhead.START) {
            log.warn("when-ahead: start has no effect yet: a database ahead of the files is an error.");
        }
    }
}
