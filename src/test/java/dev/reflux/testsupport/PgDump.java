package dev.reflux.testsupport;

import dev.reflux.junit.CatalogFingerprint;
import dev.reflux.junit.TestServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The schema of a database as {@code pg_dump} sees it; a second opinion beside {@link CatalogFingerprint}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/app-pgdump.html">pg_dump</a>
 */
public final class PgDump {

    /** What pg_dump writes around the statements. Lines of function bodies that merely look alike are left alone. */
    private static final Predicate<String> NOISE = Pattern.compile(
                    "\\s*|--|-- (Name|Data for Name): .*|-- PostgreSQL database dump( complete)?|-- Dumped (from|by) .*"
                            + "|SET (statement_timeout|lock_timeout|idle_in_transaction_session_timeout"
                            + "|transaction_timeout|client_encoding|standard_conforming_strings|check_function_bodies"
                            + "|xmloption|client_min_messages|row_security|default_tablespace"
                            + "|default_table_access_method) = .*;|SELECT pg_catalog\\.set_config\\('search_path', .*\\);"
                            + "|\\\\(un)?restrict .*")
            .asMatchPredicate();

    /** The server's own notes on a column; a pg_dump of an older minor release takes them for options of the user. */
    private static final Pattern INTERNAL_OPTIONS = Pattern.compile(
            "(ALTER (?:FOREIGN )?TABLE .* ALTER COLUMN .* SET \\()((?:pg_\\w+=[^,)]*(?:, )?)+)(.*\\);)");

    private final Program program;

    private PgDump(Program program) {
        this.program = program;
    }

    /** A pg_dump for a server of this major version: of the same version or a newer one, which understands older ones. */
    public static Optional<PgDump> find(int serverMajor) {
        return Program.all("pg_dump").stream()
                .filter(program -> program.major() >= serverMajor)
                .min(Comparator.comparing(Program::major))
                .map(PgDump::new);
    }

    /** Directory of the newest pg_dump that has a server installed beside it. */
    static Optional<Path> newestWithServer() {
        return Program.all("pg_dump").stream()
                .filter(program -> Files.isExecutable(program.path().resolveSibling("initdb")))
                .max(Comparator.comparing(Program::major))
                .map(program -> program.path().getParent());
    }

    /**
     * The schema without owners, comments of pg_dump, its session settings and blank lines. Skips the test where no
     * installed pg_dump understands the server (ask for the database with {@link Dumpable}), and fails it in CI.
     */
    public static List<String> schema(TestDatabase database, String... tablesToLeaveOut) {
        int major = database.majorVersion();
        return find(major)
                .orElseThrow(() -> Missing.report(
                        TestServerSettings.current(),
                        "No pg_dump of PostgreSQL %d or newer is installed.".formatted(major)))
                .dump(database, tablesToLeaveOut);
    }

    /** Major version of the program. */
    public int majorVersion() {
        return program.major();
    }

    /** The schema as lines, see {@link #schema}. */
    public List<String> dump(TestDatabase database, String... tablesToLeaveOut) {
        List<String> arguments = new ArrayList<>(List.of("--schema-only", "--no-owner", "--no-password"));
        Stream.of(tablesToLeaveOut).forEach(table -> arguments.add("--exclude-table=" + table));
        return dump(database, arguments);
    }

    /** The rows as lines: a statement for each, and one for each sequence. */
    public List<String> rows(TestDatabase database) {
        return dump(database, List.of("--data-only", "--inserts", "--no-password"));
    }

    private List<String> dump(TestDatabase database, List<String> arguments) {
        Program.Outcome outcome = program.run(Psql.connection(database), "", arguments);
        if (outcome.exitCode() != 0) {
            throw new IllegalStateException("pg_dump has failed: " + outcome.errors());
        }
        return statements(outcome.output());
    }

    static List<String> statements(String dump) {
        return dump.lines()
                .map(line -> INTERNAL_OPTIONS.matcher(line).replaceFirst("$1$3"))
                .filter(line -> !line.endsWith(" SET ();"))
                .filter(NOISE.negate())
                .toList();
    }
}
