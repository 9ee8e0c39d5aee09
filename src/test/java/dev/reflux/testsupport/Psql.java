package dev.reflux.testsupport;

import dev.reflux.junit.TestServer;
import dev.reflux.junit.TestServerSettings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs scripts the way operators do.
 *
 * @see <a href="https://www.postgresql.org/docs/current/app-psql.html">psql</a>
 */
public final class Psql {

    /**
     * What psql has said.
     *
     * @param exitCode 0 done, 3 an error in the script
     * @param output rows, unaligned and without headers
     * @param errors errors and notices
     */
    public record Outcome(int exitCode, String output, String errors) {}

    private final Program program;

    private Psql(Program program) {
        this.program = program;
    }

    /** The newest installed one; it need not be as new as the server. */
    public static Optional<Psql> find() {
        return Program.all("psql").stream()
                .max(Comparator.comparing(Program::major))
                .map(Psql::new);
    }

    /**
     * Runs the script up to its first error, outside a transaction of its own. Skips the test where psql is missing, and
     * fails it in CI.
     */
    public static Outcome script(TestDatabase database, String script) {
        return find().orElseThrow(() -> Missing.report(TestServerSettings.current(), "No psql is installed."))
                .run(database, script);
    }

    /** Major version of the program. */
    public int majorVersion() {
        return program.major();
    }

    /** Runs the script, see {@link #script}. */
    public Outcome run(TestDatabase database, String script) {
        Program.Outcome outcome = program.run(
                connection(database),
                script,
                List.of("-X", "-q", "-A", "-t", "--no-password", "-v", "ON_ERROR_STOP=1", "-f", "-"));
        return new Outcome(outcome.exitCode(), outcome.output(), outcome.errors());
    }

    /** Environment of libpq; the C messages are the same everywhere. */
    static Map<String, String> connection(TestDatabase database) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PGHOST", database.host(),
                "PGPORT", Integer.toString(database.port()),
                "PGUSER", database.username(),
                "PGDATABASE", database.name(),
                "PGAPPNAME", TestServer.APPLICATION_NAME,
                "LC_ALL", "C.UTF-8"));
        if (database.password() != null) {
            environment.put("PGPASSWORD", database.password());
        }
        return environment;
    }
}
