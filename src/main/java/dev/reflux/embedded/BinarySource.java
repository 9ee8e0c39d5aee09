package dev.reflux.embedded;

import java.util.OptionalInt;

/** Where the server's programs come from. Asked only when a server has to be started. */
sealed interface BinarySource permits ClassPathBinaries, InstalledBinaries {

    /**
     * The programs for data of a major version, or the newest when there is no data yet.
     *
     * @throws dev.reflux.error.ConfigException when there are none
     */
    Binaries forData(DataDirectory directory, OptionalInt major);
}
