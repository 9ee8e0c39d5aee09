package dev.reflux.runtime;

import java.util.Locale;

/** How commands are named in reports. */
final class Commands {

    private Commands() {}

    static String name(MigrationRequest.Command command) {
        return command.name().toLowerCase(Locale.ROOT);
    }
}
