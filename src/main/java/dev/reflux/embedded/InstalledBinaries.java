package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The programs of a PostgreSQL that is installed on this machine. */
record InstalledBinaries(Path directory) implements BinarySource {

    @Override
    public Binaries forData(DataDirectory data, OptionalInt major) {
        Binaries binaries = Binaries.in(directory.toAbsolutePath());
        if (major.isPresent() && major.getAsInt() != binaries.version().major()) {
            throw new ConfigException(data + " holds data of PostgreSQL " + major.getAsInt() + ", and " + directory
                    + " holds PostgreSQL " + binaries.version()
                    + ". Use the binaries of the same major version, or another directory.");
        }
        return binaries;
    }
}
