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

    /** Takes the literals of the template and of the database, and a literal of the latter's quoted name. */
    private static final String LIKE_TEMPLATE =
            """
            DO $like$
            DECLARE
                command text;
            BEGIN
                FOR command IN
                    SELECT text FROM (
                        SELECT 1, format('ALTER %%s SET %%I TO %%s',
                            CASE setrole WHEN 0 THEN 'DATABASE ' ELSE format('ROLE %%I IN DATABASE ', pg_get_userbyid(setrole)) END || %2$s,
                            name,
                            CASE WHEN name NOT IN ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries')
                                THEN quote_literal(value) WHEN value IN ('', '""') THEN quote_literal('') ELSE value END)
                        FROM pg_db_role_setting
                        JOIN pg_database ON pg_database.oid = setdatabase AND datname = %1$s,
                        LATERAL unnest(setconfig) AS setting,
                        LATERAL (SELECT split_part(setting, '=', 1), substr(setting, strpos(setting, '=') + 1)) AS part (name, value)
                        UNION ALL
                        SELECT 2, format('REVOKE ALL ON DATABASE %%s FROM PUBLIC, %%I', %2$s, pg_get_userbyid(datdba))
                        FROM pg_database WHERE datname = %1$s AND datacl IS NOT NULL
                        UNION ALL
                        SELECT 3, concat_ws(' ', 'GRANT', privilege_type, 'ON DATABASE', %2$s, 'TO',
                            coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC'), CASE WHEN is_grantable THEN 'WITH GRANT OPTION' END)
                        FROM pg_database, LATERAL aclexplode(datacl) WHERE datname = %1$s
                    ) AS commands (rank, text)
                    ORDER BY rank
                LOOP
                    EXECUTE command;
                END LOOP;
            END
            $like$
            """;

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

    /**
     * Lists of names are stored as they are written, other settings as their value.
     *
     * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-db-role-setting.html">pg_db_role_setting</a>
     */
    @Override
    public String likeTemplate(String database, String template) {
        return LIKE_TEMPLATE.formatted(literal(template), literal(identifier(database)));
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
