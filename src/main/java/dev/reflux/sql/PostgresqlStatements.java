package dev.reflux.sql;

import static dev.reflux.sql.StatementKind.BARE;
import static dev.reflux.sql.StatementKind.COPY_FROM_CLIENT;
import static dev.reflux.sql.StatementKind.COPY_TO_CLIENT;
import static dev.reflux.sql.StatementKind.ENUM_VALUE_ADDITION;
import static dev.reflux.sql.StatementKind.LEXIS_CHANGE;
import static dev.reflux.sql.StatementKind.ORDINARY;
import static dev.reflux.sql.StatementKind.SELF_COMMITTING;
import static dev.reflux.sql.StatementKind.TRANSACTION_CONTROL;
import static dev.reflux.sql.StatementKind.TYPE_CREATION;

/**
 * The statements of PostgreSQL 14 to 18 that are not ordinary.
 *
 * <p>What depends on the catalog is not known here: {@code REINDEX} and {@code CLUSTER} of a partitioned table and
 * {@code DROP SUBSCRIPTION} without a slot count by their words alone.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-commands.html">PostgreSQL: SQL Commands</a>
 */
final class PostgresqlStatements {

    private PostgresqlStatements() {}

    static SqlLexis.Builder addTo(SqlLexis.Builder lexis) {
        bare(lexis);
        subscriptions(lexis);
        transactions(lexis);
        return lexis.rules(SELF_COMMITTING, "CALL", "DO")
                .rules(COPY_FROM_CLIENT, "COPY ... FROM STDIN|STDOUT")
                .rules(COPY_TO_CLIENT, "COPY ... TO STDIN|STDOUT")
                .rules(ENUM_VALUE_ADDITION, "ALTER TYPE <name> ADD VALUE")
                .rules(TYPE_CREATION, "CREATE TYPE <name>")
                .rules(ORDINARY, "SET SESSION|LOCAL? STANDARD_CONFORMING_STRINGS ... ON|TRUE|YES|DEFAULT")
                .rules(LEXIS_CHANGE, "SET SESSION|LOCAL? STANDARD_CONFORMING_STRINGS");
    }

    private static void bare(SqlLexis.Builder lexis) {
        lexis.rules(
                BARE,
                "CREATE UNIQUE? INDEX CONCURRENTLY IF NOT EXISTS <name>",
                "CREATE UNIQUE? INDEX CONCURRENTLY ON",
                "CREATE UNIQUE? INDEX CONCURRENTLY <name>",
                "DROP INDEX CONCURRENTLY IF EXISTS <name>",
                "DROP INDEX CONCURRENTLY <name>",
                "REINDEX (+CONCURRENTLY)",
                "REINDEX () INDEX|TABLE CONCURRENTLY <name>",
                "REINDEX () SCHEMA|DATABASE|SYSTEM",
                "VACUUM",
                "CLUSTER () VERBOSE? ;",
                "CREATE|DROP DATABASE|TABLESPACE",
                "ALTER DATABASE <name> SET TABLESPACE",
                "ALTER SYSTEM",
                "ALTER TABLE IF? EXISTS? ONLY? <name> DETACH PARTITION <name> CONCURRENTLY",
                "COMMIT|ROLLBACK PREPARED");
    }

    // Without a replication slot to create, or a refresh, a subscription is an ordinary row of the catalog
    private static void subscriptions(SqlLexis.Builder lexis) {
        lexis.rules(
                        ORDINARY,
                        "CREATE SUBSCRIPTION ... WITH (-CONNECT)",
                        "CREATE SUBSCRIPTION ... WITH (-CREATE_SLOT)",
                        "ALTER SUBSCRIPTION <name> SET|ADD|DROP PUBLICATION ... WITH (-REFRESH)")
                .rules(
                        BARE,
                        "CREATE|DROP SUBSCRIPTION",
                        "ALTER SUBSCRIPTION <name> SET|ADD|DROP|REFRESH PUBLICATION",
                        "ALTER SUBSCRIPTION <name> SET (*FAILOVER)",
                        "ALTER SUBSCRIPTION <name> SET (-TWO_PHASE)");
    }

    private static void transactions(SqlLexis.Builder lexis) {
        lexis.rules(ORDINARY, "ROLLBACK WORK|TRANSACTION? TO")
                .rules(
                        TRANSACTION_CONTROL,
                        "DISCARD ALL",
                        "BEGIN",
                        "START TRANSACTION",
                        "COMMIT",
                        "END",
                        "ROLLBACK",
                        "ABORT",
                        "PREPARE TRANSACTION '...'");
    }
}
