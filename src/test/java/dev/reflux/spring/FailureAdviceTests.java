package dev.reflux.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.CancelledException;
import dev.reflux.error.ChecksumMismatchException;
import dev.reflux.error.ConfigException;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.DatabaseAheadException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.LockNotAcquiredException;
import dev.reflux.error.Place;
import dev.reflux.error.RefluxException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What is written for whoever has to do something about it. */
class FailureAdviceTests {

    private static FailureAnalysis analysis(Throwable failure) {
        FailureAnalysis analysis = new RefluxFailureAnalyzer().analyze(new BeanCreationException("flawed", failure));
        assertThat(analysis).isNotNull();
        return analysis;
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new ConfigException("x"), "Correct the property named above"),
                Arguments.of(new ConnectionFailedException("x", Place.UNKNOWN, null, null), "reflux.wait-for-database"),
                Arguments.of(new LockNotAcquiredException("x"), "reflux.lock.timeout"),
                Arguments.of(new DatabaseAheadException("x"), "reflux.when-ahead"),
                Arguments.of(new ChecksumMismatchException("x"), "reflux verify --accept"),
                Arguments.of(new InvalidRevisionFileException("x"), "build the application anew"),
                Arguments.of(new InterruptedRevisionException("x"), "reflux stamp"),
                Arguments.of(new CancelledException("x"), "stopped on purpose"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void everyKindOfErrorHasAnActionOfItsOwn(RefluxException error, String words) {
        assertThat(analysis(error).getAction()).contains(words).endsWith(".");
        assertThat(analysis(error).getDescription()).contains("Type of the error: " + error.code());
    }

    @ParameterizedTest
    @CsvSource({
        "42P01, Correct the revision",
        "42501, Grant the database user what is missing",
        "40P01, reflux.retry.max",
        "57014, reflux.timeouts.statement",
        "53100, Give the database server what it lacks"
    })
    void whatTheDatabaseSaidDecidesWhatToDo(String state, String words) {
        DatabaseException error = new DatabaseException(
                new DatabaseException.Failure(state, "no", null, null, null, "SELECT 1", 0, null),
                Place.of("a.sql", 3, 1).inRevision("a1"),
                null);
        assertThat(analysis(error).getAction()).contains(words);
        assertThat(analysis(error).getDescription())
                .contains("Revision a1 failed at a.sql:3:1: no [SQLSTATE " + state + "]")
                .contains("Statement: SELECT 1");
    }

    @ParameterizedTest
    @CsvSource({
        "28P01, spring.r2dbc.password, reflux.wait-for-database",
        "28000, pg_hba.conf, reflux.wait-for-database",
        "3D000, Create the database, pg_hba.conf",
        "57P03, reflux.wait-for-database, pg_hba.conf"
    })
    void waitingIsAdvisedWhereItMayHelp(String state, String advised, String notAdvised) {
        assertThat(analysis(new ConnectionFailedException("x", Place.UNKNOWN, state, null))
                        .getAction())
                .contains(advised)
                .doesNotContain(notAdvised);
    }

    @Test
    void whatIsNotKnownOfTheDatabaseIsNotClaimed() {
        assertThat(analysis(new MigrationFailedException(new ConfigException("x"), null))
                        .getDescription())
                .contains("What was committed before that stands in the log");
        ConnectionFailedException lost = new ConnectionFailedException("x", Place.ofRevision("a1"), null, null);
        assertThat(analysis(new MigrationFailedException(lost, List.of())).getDescription())
                .contains("the connection was lost, so look at the version rows");
        assertThat(analysis(new MigrationFailedException(new ConfigException("x"), List.of()))
                        .getDescription())
                .contains("No revision was completed");
    }

    @Test
    void errorOfTheApplicationIsLeftToOthers() {
        assertThat(new RefluxFailureAnalyzer().analyze(new IllegalStateException("x")))
                .isNull();
    }

    @Test
    void statusIsThatOfTheCommandLine() {
        assertThat(List.of(
                        new MigrationFailedException(new ConfigException("x"), null).exitStatus(),
                        new MigrationFailedException(new LockNotAcquiredException("x"), null).exitStatus(),
                        new MigrationFailedException(new CancelledException("x"), null).exitStatus(),
                        new MigrationFailedException(new DatabaseAheadException("x"), null).exitStatus(),
                        new MigrationFailedException(new IllegalStateException("x"), null).exitStatus()))
                .containsExactly(2, 4, 143, 1, 1);
    }
}
