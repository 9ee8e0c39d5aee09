package dev.reflux.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.sql.SqlLexis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoneCommandTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            create index concurrently ix on t (a)                        | CREATE_INDEX        | ix      | "t"
            CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "I x" ON ONLY s.T (a) | CREATE_INDEX | I x    | "s"."t"
            CREATE INDEX CONCURRENTLY ON "S"."T" USING gin (a)           | CREATE_INDEX        |         | "S"."T"
            DROP INDEX CONCURRENTLY IF EXISTS s.ix CASCADE               | DROP_INDEX          | ix      |
            DROP INDEX CONCURRENTLY a, b                                 | WITHOUT_EFFECT      |         |
            REINDEX (VERBOSE, CONCURRENTLY) INDEX s.ix                   | REINDEX             | ix      |
            REINDEX TABLE CONCURRENTLY t                                 | REINDEX             |         | "t"
            REINDEX SCHEMA s                                             | REINDEX             |         |
            ALTER TABLE IF EXISTS ONLY p DETACH PARTITION s.c CONCURRENTLY | DETACH_PARTITION  | c       | "p"
            CREATE DATABASE d TEMPLATE x                                 | CREATE_DATABASE     | d       |
            DROP DATABASE IF EXISTS D WITH (FORCE)                       | DROP_DATABASE       | d       |
            CREATE TABLESPACE s LOCATION '/x'                            | CREATE_TABLESPACE   | s       |
            DROP TABLESPACE IF EXISTS s                                  | DROP_TABLESPACE     | s       |
            CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p           | CREATE_SUBSCRIPTION | s       |
            DROP SUBSCRIPTION IF EXISTS s                                | DROP_SUBSCRIPTION   | s       |
            ALTER SUBSCRIPTION s REFRESH PUBLICATION                     | REPEATABLE          |         |
            ALTER SUBSCRIPTION s ADD PUBLICATION p                       | ALTER_SUBSCRIPTION  |         |
            ALTER DATABASE d SET TABLESPACE s                            | REPEATABLE          |         |
            ALTER SYSTEM SET a = 1                                       | REPEATABLE          |         |
            COMMIT PREPARED 'it''s'                                      | END_PREPARED        | it's    |
            VACUUM                                                       | REPEATABLE          |         |
            CLUSTER VERBOSE                                              | REPEATABLE          |         |
            CALL p()                                                     | PROCEDURE           |         |
            DO 'BEGIN END'                                               | PROCEDURE           |         |
            """)
    void statementsAreTold(String statement, LoneKind kind, String name, String table) {
        LoneCommand command = LoneCommand.parse(statement);
        assertThat(command.kind()).isEqualTo(kind);
        assertThat(command.lastName()).isEqualTo(name);
        assertThat(LoneCommand.text(command.table())).isEqualTo(table);
    }

    @Test
    void anIndexIsKnownByWhatFollowsItsTable() {
        LoneCommand command =
                LoneCommand.parse("CREATE UNIQUE INDEX CONCURRENTLY ON t * USING btree (a) /* b */ WHERE c > 'ON x'");
        assertThat(command.unique()).isTrue();
        assertThat(command.rest()).isEqualTo("USING btree (a) /* b */ WHERE c > 'ON x'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY U&\"\\0061\" ON t (a)",
                "CREATE INDEX CONCURRENTLY ix ON U&\"\\0061\" (a)",
                "DROP INDEX CONCURRENTLY U&\"\\0061\"",
                "ROLLBACK PREPARED E'\\x'",
                "ALTER TABLE t RENAME TO u"
            })
    void whatIsNotUnderstoodIsNotGuessed(String statement) {
        assertThat(LoneCommand.parse(statement).kind()).isEqualTo(LoneKind.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY ON t (a)",
                "DROP INDEX CONCURRENTLY ix",
                "REINDEX (CONCURRENTLY) TABLE t",
                "REINDEX TABLE CONCURRENTLY t",
                "REINDEX DATABASE",
                "VACUUM t",
                "CLUSTER",
                "CREATE DATABASE d",
                "DROP DATABASE d",
                "CREATE TABLESPACE s LOCATION '/x'",
                "DROP TABLESPACE s",
                "ALTER DATABASE d SET TABLESPACE s",
                "ALTER SYSTEM RESET ALL",
                "ALTER TABLE IF EXISTS ONLY p DETACH PARTITION c CONCURRENTLY",
                "COMMIT PREPARED 'x'",
                "ROLLBACK PREPARED 'x'",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
                "DROP SUBSCRIPTION s",
                "ALTER SUBSCRIPTION s SET PUBLICATION p",
                "ALTER SUBSCRIPTION s SET (failover = true)",
                "CALL p()",
                "DO 'BEGIN END'"
            })
    void everyStatementThatRunsAloneIsUnderstood(String statement) {
        assertThat(SqlLexis.postgresql().traitsOf(statement).isBare(true)).isTrue();
        assertThat(LoneCommand.parse(statement).kind()).isNotEqualTo(LoneKind.OTHER);
    }

    @Test
    void factsOfAnUnknownKindAreNotGuessed() {
        assertThat(LoneKind.of("drop_index {}")).isEqualTo(LoneKind.DROP_INDEX);
        assertThat(LoneKind.of("drop_index_of_tomorrow {}")).isEqualTo(LoneKind.OTHER);
    }
}
