package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.PostgresqlText.identifier;
import static dev.reflux.dialect.postgresql.PostgresqlText.literal;

import dev.reflux.dialect.ServerStatements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements about the databases of a server.
 *
 * @see <a href="https://www.postgresql.org/docs/current/managing-databases.html">Managing Databases</a>
 */
final class PostgresqlServer implements ServerStatements {

    /** The first that can be told how to copy; older ones copy files. */
    private static final int KNOWS_STRATEGIES = 15;

    /** @see <a href="https://www.postgresql.org/docs/current/non-durability.html">Non-Durable Settings</a> */
    @Override
    public List<String> disposable() {
        return List.of(
                "ALTER SYSTEM SET fsync = off",
                "ALTER SYSTEM SET synchronous_commit = off",
                "ALTER SYSTEM SET full_page_writes = off",
                "SELECT pg_reload_conf()");
    }

    @Override
    public String majorVersion() {
        return "SELECT current_setting('server_version_num')::int / 10000 AS major";
    }

    /** The zeroth template has nothing but what initdb made, whatever was added to the first. */
    @Override
    public String create(String database, @Nullable String template, boolean files, int majorVersion) {
        String strategy = files && majorVersion >= KNOWS_STRATEGIES ? " STRATEGY file_copy" : "";
        return "CREATE DATABASE " + identifier(database) + " TEMPLATE "
                + identifier(template == null ? "template0" : template) + strategy;
    }

    @Override
    public String drop(String database) {
        return "DROP DATABASE IF EXISTS " + identifier(database) + " WITH (FORCE)";
    }

    @Override
    public String rename(String database, String name) {
        return "ALTER DATABASE " + identifier(database) + " RENAME TO " + identifier(name);
    }

    @Override
    public String named(String prefix) {
        return "SELECT datname::text AS name FROM pg_database WHERE starts_with(datname, " + literal(prefix) + ")";
    }

    @Override
    public String endSessions(String database) {
        return "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = " + literal(database)
                + " AND pid <> pg_backend_pid()";
    }

    @Override
    public String lock(String name) {
        return "SELECT pg_advisory_lock(hashtextextended(" + literal(name) + ", 0))";
    }
}
