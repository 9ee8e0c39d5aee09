package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.PostgresqlText.literal;

import dev.reflux.dialect.SessionStatements;
import dev.reflux.engine.ResultRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Session settings.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-reset.html">RESET</a>
 */
final class PostgresqlSession implements SessionStatements {

    private static final String ROLE = "role";

    @Override
    public String session() {
        return "SELECT pg_catalog.pg_backend_pid() AS session";
    }

    @Override
    public String end(String applicationName) {
        return "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE application_name = "
                + literal(applicationName) + " AND usename = session_user AND pid <> pg_catalog.pg_backend_pid()";
    }

    /** The role is a setting that the view does not list. */
    @Override
    public String readSettings() {
        return "SELECT name, pg_catalog.current_setting(name) AS value FROM pg_catalog.pg_settings"
                + " WHERE source = 'session' AND context IN ('user', 'superuser')"
                + " AND name NOT LIKE 'transaction\\_%'"
                + " UNION ALL SELECT 'role', pg_catalog.current_setting('role')"
                + " WHERE pg_catalog.current_setting('role') <> 'none'";
    }

    @Override
    public List<Setting> decodeSettings(List<ResultRow> rows) {
        return rows.stream()
                .map(row -> new Setting(row.require("name", String.class), row.require("value", String.class)))
                .toList();
    }

    /** Revision files are read with standard strings, so the server must read them so too. */
    @Override
    public List<Setting> ownSettings(String applicationName, Duration lockTimeout, Duration statementTimeout) {
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting("application_name", applicationName));
        settings.add(new Setting("standard_conforming_strings", "on"));
        addTimeout(settings, "lock_timeout", lockTimeout);
        addTimeout(settings, "statement_timeout", statementTimeout);
        return settings;
    }

    @Override
    public List<String> timeouts(@Nullable Duration lock, @Nullable Duration statement) {
        List<String> statements = new ArrayList<>();
        setTimeout(statements, "lock_timeout", lock);
        setTimeout(statements, "statement_timeout", statement);
        return statements;
    }

    private static void setTimeout(List<String> statements, String name, @Nullable Duration timeout) {
        if (timeout != null) {
            statements.add("SET " + name + " = '" + timeout.toMillis() + "ms'");
        }
    }

    private static void addTimeout(List<Setting> settings, String name, Duration timeout) {
        if (!timeout.isZero()) {
            settings.add(new Setting(name, timeout.toMillis() + "ms"));
        }
    }

    /**
     * Ends a session whose client has died, in the middle of a statement or between two, and keeps what lies between from
     * forgetting a connection that is silent during a long statement. Some platforms refuse such settings.
     */
    @Override
    public List<String> bestEffort() {
        return Stream.of(
                        new Setting("client_connection_check_interval", "500ms"),
                        new Setting("tcp_keepalives_idle", "30"),
                        new Setting("tcp_keepalives_interval", "10"),
                        new Setting("tcp_keepalives_count", "3"))
                .map(setting -> "BEGIN PERFORM " + setting(setting) + "; EXCEPTION WHEN OTHERS THEN NULL; END;")
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" ", "DO $reflux$ BEGIN ", " END $reflux$"), List::of));
    }

    @Override
    public List<String> scriptSettings() {
        return List.of("SET client_encoding = 'UTF8'", "SET standard_conforming_strings = on");
    }

    /** The role last, since it may not be allowed to make the others. */
    @Override
    public List<String> make(List<Setting> settings) {
        if (settings.isEmpty()) {
            return List.of();
        }
        String calls = settings.stream()
                .sorted(Comparator.comparing(setting -> setting.name().equals(ROLE)))
                .map(PostgresqlSession::setting)
                .collect(Collectors.joining(", "));
        return List.of("SELECT " + calls);
    }

    @Override
    public List<String> resetTo(List<Setting> settings) {
        List<String> statements = new ArrayList<>();
        statements.add("RESET SESSION AUTHORIZATION");
        statements.add("RESET ROLE");
        statements.add("RESET ALL");
        statements.addAll(make(settings));
        return statements;
    }

    /**
     * What the driver has prepared by the protocol stays: it would not hear of it.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-discard.html">DISCARD</a>
     */
    @Override
    public List<String> forget(String kept) {
        String prepared = "DO $forget$ DECLARE forgotten text; BEGIN FOR forgotten IN SELECT name FROM"
                + " pg_catalog.pg_prepared_statements WHERE from_sql AND name <> " + literal(kept)
                + " LOOP EXECUTE pg_catalog.format('DEALLOCATE %I', forgotten); END LOOP; END $forget$";
        return List.of(
                "CLOSE ALL",
                "UNLISTEN *",
                "SELECT pg_catalog.pg_advisory_unlock_all()",
                "DISCARD TEMP",
                "DISCARD SEQUENCES",
                prepared);
    }

    /** Local, so that with the transaction, or the message outside one, the role is again what it was. */
    @Override
    public List<String> asSessionUser(String statement) {
        return List.of("SET LOCAL ROLE NONE", statement);
    }

    private static String setting(Setting setting) {
        return "pg_catalog.set_config(" + literal(setting.name()) + ", " + literal(setting.value()) + ", false)";
    }
}
