package dev.reflux.authoring;

import dev.reflux.config.RefluxConfig;
import java.util.Map;
import java.util.Set;

/** The environment variables that a hook gets: a formatter has no business with the database. */
final class HookEnvironment {

    /** Both may hold the password, and no hook needs to know the database. */
    private static final Set<String> OURS = Set.of("REFLUX_PASSWORD", "REFLUX_URL");

    private HookEnvironment() {}

    /** Takes out what the database is reached with: what holds a secret of the configuration, or its URL, by any name. */
    static void restrict(Map<String, String> environment, RefluxConfig config) {
        environment.keySet().removeAll(OURS);
        environment.values().removeIf(config::holdsSecret);
    }
}
