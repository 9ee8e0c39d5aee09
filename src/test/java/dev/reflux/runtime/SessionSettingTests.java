package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionSettingTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET search_path = s",
                "set role app",
                "-- why\n/* so */ SET SESSION AUTHORIZATION x",
                "RESET ALL",
                "SELECT pg_catalog.set_config('search_path', '', false)",
                "select set_config('a.b', '1', false)"
            })
    void isWhatActsOnTheSession(String statement) {
        assertThat(SessionSetting.is(statement)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET LOCAL search_path = s",
                "SET TRANSACTION READ ONLY",
                "SET CONSTRAINTS ALL DEFERRED",
                "SELECT 1",
                "INSERT INTO t VALUES ('SET x = 1')",
                "SETTLE",
                "-- SET x = 1\nSELECT 1"
            })
    void isNothingElse(String statement) {
        assertThat(SessionSetting.is(statement)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "-- why\n/* so */ set transaction read only",
                "SET LOCAL transaction_isolation = 'serializable'",
                "SET SESSION transaction_deferrable TO on"
            })
    void isOfTheTransactionWhereItSaysHowThatIsIsolated(String statement) {
        assertThat(SessionSetting.isOfTransaction(statement)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET work_mem = '5MB'",
                "SET search_path = transaction",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
                "SET transactions.x = 1",
                "-- SET TRANSACTION READ ONLY\nSELECT 1"
            })
    void isNotOfTheTransactionOtherwise(String statement) {
        assertThat(SessionSetting.isOfTransaction(statement)).isFalse();
    }
}
