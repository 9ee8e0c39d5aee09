package dev.reflux.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.dialect.Contention;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresqlTrafficTests {

    @ParameterizedTest
    @CsvSource({
        "57014, canceling statement due to statement timeout, STATEMENT_TIMEOUT",
        "57014, canceling statement due to user request, CANCELLED_BY_OTHERS",
        "57014, storniere Anfrage wegen Zeitüberschreitung der Anfrage, ENDED_EARLY",
        "57014, storniere Anfrage wegen Benutzeraufforderung, ENDED_EARLY",
        "55P03, storniere Anfrage wegen Zeitüberschreitung einer Sperre, LOCK_TIMEOUT",
    })
    void whatAServerOfAnotherLanguageSaysIsNotTakenForOneOfTwo(String state, String primary, Contention kind) {
        assertThat(new PostgresqlDialect().traffic().contention(state, primary, null))
                .isEqualTo(kind);
    }
}
