package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The programs of one PostgreSQL.
 *
 * @param directory holds {@code postgres}, {@code initdb} and {@code pg_ctl}
 * @param version what {@code postgres --version} says
 */
record Binaries(Path directory, PostgresVersion version) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Looks at the programs in a directory. */
    static Binaries in(Path directory) {
        for (String name : List.of("postgres", "initdb", "pg_ctl")) {
            if (!Files.isExecutable(directory.resolve(name))) {
                throw new ConfigException("There is no program " + name + " in " + directory
                        + ". Name the directory that pg_config --bindir prints.");
            }
        }
        Path postgres = directory.resolve("postgres");
        Command.Outcome outcome = Command.run(List.of(postgres.toString(), "--version"), LIMIT);
        return new Binaries(
                directory,
                PostgresVersion.parse(outcome.output())
                        .filter(version -> outcome.succeeded())
                        .orElseThrow(() -> new ConfigException(postgres + " does not run here: " + outcome.output()
                                + ". Use binaries for this machine, on a file system that is not mounted noexec.")));
    }

    String program(String name) {
        return directory.resolve(name).toString();
    }
}
