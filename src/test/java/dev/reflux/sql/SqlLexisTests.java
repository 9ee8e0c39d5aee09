package dev.reflux.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlLexisTests {

    private static final SqlLexis LEXIS = SqlLexis.postgresql();

    private static StatementKind kindOf(String statement) {
        return LEXIS.traitsOf(statement).kind();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY i ON t (a)",
                "CREATE INDEX CONCURRENTLY ON t (a)",
                "create unique index concurrently if not exists \"I\" on t (a)",
                "/* c */ CREATE -- d\n INDEX CONCURRENTLY i ON t (a)",
                "DROP INDEX CONCURRENTLY i",
                "DROP INDEX CONCURRENTLY IF EXISTS s.i, j",
                "REINDEX INDEX CONCURRENTLY i",
                "REINDEX (VERBOSE) TABLE CONCURRENTLY t",
                "REINDEX (CONCURRENTLY) TABLE t",
                "REINDEX (VERBOSE off, CONCURRENTLY true, TABLESPACE x) TABLE t",
                "REINDEX SCHEMA s",
                "REINDEX (VERBOSE) DATABASE d",
                "REINDEX SYSTEM",
                "REINDEX SCHEMA CONCURRENTLY s",
                "VACUUM",
                "VACUUM (ANALYZE) t",
                "vacuum full t",
                "CLUSTER",
                "CLUSTER;",
                "CLUSTER VERBOSE",
                "CLUSTER (VERBOSE)",
                "CREATE DATABASE d",
                "DROP DATABASE IF EXISTS d",
                "CREATE TABLESPACE s LOCATION '/x'",
                "DROP TABLESPACE s",
                "ALTER DATABASE d SET TABLESPACE s",
                "ALTER SYSTEM SET work_mem = '1MB'",
                "ALTER TABLE t DETACH PARTITION p CONCURRENTLY",
                "ALTER TABLE IF EXISTS ONLY s.\"T\" DETACH PARTITION s.p CONCURRENTLY",
                "COMMIT PREPARED 'a'",
                "ROLLBACK PREPARED 'a'",
                "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p",
                "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p, q WITH (enabled = false, create_slot = true)",
                "DROP SUBSCRIPTION s",
                "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
                "ALTER SUBSCRIPTION s SET PUBLICATION p",
                "ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh = true)",
                "ALTER SUBSCRIPTION s SET (failover = false)",
                "ALTER SUBSCRIPTION s SET (slot_name = 'a', two_phase = false)",
            })
    void knowsBareStatements(String statement) {
        assertThat(kindOf(statement)).isEqualTo(StatementKind.BARE);
        assertThat(LEXIS.traitsOf(statement).isBare(false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "CREATE INDEX i ON t (a)",
                "CREATE INDEX \"concurrently\" ON t (a)",
                "CREATE INDEX /* CONCURRENTLY */ i ON t (a)",
                "DROP INDEX \"CONCURRENTLY\"",
                "CREATE TABLE concurrently (vacuum int)",
                "INSERT INTO t VALUES ('VACUUM')",
                "REINDEX TABLE t",
                "REINDEX INDEX i",
                "REINDEX (CONCURRENTLY false) TABLE t",
                "REINDEX (CONCURRENTLY off) INDEX i",
                "CLUSTER t",
                "CLUSTER t USING i",
                "CLUSTER (VERBOSE) t",
                "CLUSTER VERBOSE t",
                "ANALYZE",
                "ALTER DATABASE d SET work_mem = '1MB'",
                "ALTER DATABASE d OWNER TO o",
                "ALTER TABLE t DETACH PARTITION p",
                "ALTER TABLE t DETACH PARTITION p FINALIZE",
                "ALTER TABLE t ADD COLUMN concurrently int",
                "ALTER TABLESPACE s RENAME TO r",
                "DISCARD TEMP",
                "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = false)",
                "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (slot_name = NONE, create_slot = 'off')",
                "ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)",
                "ALTER SUBSCRIPTION s DISABLE",
                "ALTER SUBSCRIPTION s SET (slot_name = NONE)",
                "ALTER SUBSCRIPTION s SET (two_phase = true)",
                "ALTER SUBSCRIPTION s CONNECTION 'x'",
                "SAVEPOINT a",
                "RELEASE SAVEPOINT a",
                "ROLLBACK TO a",
                "ROLLBACK TO SAVEPOINT a",
                "ROLLBACK WORK TO SAVEPOINT a",
                "ROLLBACK TRANSACTION TO a",
                "SET TRANSACTION READ ONLY",
                "PREPARE p AS SELECT 1",
                "PREPARE transaction AS SELECT 1",
                "START_IT",
                "(SELECT 1)",
                "\"VACUUM\"",
                "ALTER TYPE e RENAME VALUE 'a' TO 'b'",
                "ALTER TYPE c ADD ATTRIBUTE a int",
                "SET standard_conforming_strings = on",
                "SET LOCAL standard_conforming_strings TO DEFAULT",
                "SET search_path = off",
            })
    void takesEverythingElseAsOrdinary(String statement) {
        assertThat(LEXIS.traitsOf(statement)).isEqualTo(StatementTraits.ORDINARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN",
                "begin work",
                "BEGIN ISOLATION LEVEL SERIALIZABLE",
                "START TRANSACTION",
                "COMMIT",
                "COMMIT AND CHAIN",
                "END",
                "END TRANSACTION",
                "ROLLBACK",
                "ROLLBACK WORK",
                "ROLLBACK AND NO CHAIN",
                "ABORT",
                "PREPARE TRANSACTION 'a'",
                "DISCARD ALL",
                "-- x\nCOMMIT",
            })
    void knowsTransactionControl(String statement) {
        assertThat(kindOf(statement)).isEqualTo(StatementKind.TRANSACTION_CONTROL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CALL p()                                            | SELF_COMMITTING",
                "DO $$BEGIN COMMIT; END$$                            | SELF_COMMITTING",
                "COPY t FROM STDIN                                   | COPY_FROM_CLIENT",
                "copy binary s.t (a, \"b\") from stdin with (format csv) | COPY_FROM_CLIENT",
                "COPY ${schema}.t FROM stdin                         | COPY_FROM_CLIENT",
                "COPY t FROM STDOUT                                  | COPY_FROM_CLIENT",
                "COPY (SELECT 1) TO STDOUT                           | COPY_TO_CLIENT",
                "COPY t FROM '/a'                                    | ORDINARY",
                "SET standard_conforming_strings = off               | LEXIS_CHANGE",
                "set session standard_conforming_strings to 'off'    | LEXIS_CHANGE",
            })
    void knowsWhatElseARunnerMustKnow(String statement, StatementKind kind) {
        assertThat(kindOf(statement)).isEqualTo(kind);
    }

    @Test
    void takesWhatMayCommitByItselfAsBareInAnAutocommitPartAlone() {
        assertThat(LEXIS.traitsOf("CALL p()").isBare(true)).isTrue();
        assertThat(LEXIS.traitsOf("CALL p()").isBare(false)).isFalse();
        assertThat(LEXIS.traitsOf("SELECT 1").isBare(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE TYPE Status AS ENUM ('a')              | TYPE_CREATION       | status",
                "CREATE TYPE shop.\"Status\" AS ENUM ()        | TYPE_CREATION       | shop.\"Status\"",
                "CREATE TYPE \"a\"\"b\".c AS (x int)           | TYPE_CREATION       | \"a\"\"b\".c",
                "ALTER TYPE Shop.STATUS ADD VALUE 'b'          | ENUM_VALUE_ADDITION | shop.status",
                "alter type É add value if not exists 'b'      | ENUM_VALUE_ADDITION | \"É\"",
                "CREATE INDEX CONCURRENTLY IF NOT EXISTS I ON t (a) | BARE           | i",
                "CREATE INDEX CONCURRENTLY i ON s.t (a)        | BARE                | i",
                "DROP INDEX CONCURRENTLY IF EXISTS s.i         | BARE                | s.i",
            })
    void tellsTheNameThatTheStatementIsAbout(String statement, StatementKind kind, String name) {
        StatementTraits traits = LEXIS.traitsOf(statement);

        assertThat(traits.kind()).isEqualTo(kind);
        assertThat(traits.name()).hasToString(name);
    }

    @Test
    void givesNoNameToAnIndexThatHasNone() {
        assertThat(LEXIS.traitsOf("CREATE INDEX CONCURRENTLY ON t (a)").name()).isNull();
    }

    @Test
    void lacksWhatItsBuilderWasNotGiven() {
        SqlLexis plain = SqlLexis.builder()
                .features(EnumSet.of(SqlLexis.Feature.NESTED_COMMENTS))
                .rules(StatementKind.BARE, "OPTIMIZE TABLE?")
                .build();

        assertThat(plain.traitsOf("optimize t").kind()).isEqualTo(StatementKind.BARE);
        assertThat(plain.traitsOf("VACUUM").kind()).isEqualTo(StatementKind.ORDINARY);
        assertThat(plain.has(SqlLexis.Feature.DOLLAR_QUOTES)).isFalse();
        assertThat(plain.has(SqlLexis.Feature.NESTED_COMMENTS)).isTrue();
        assertThat(plain.without(SqlLexis.Feature.NESTED_COMMENTS).has(SqlLexis.Feature.NESTED_COMMENTS))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A ", "A  B", "a", "A|", "...", "<name> A", "A? B", "(+X)"})
    void refusesAPatternThatItCannotRead(String pattern) {
        assertThatThrownBy(() -> SqlLexis.builder().rules(StatementKind.BARE, pattern))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
