package dev.reflux.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.operation.Operation;
import java.util.List;

/** What tests of the compiler share. */
final class Compiled {

    private Compiled() {}

    /** The statements of an operation. */
    static List<String> compiled(Operation operation) {
        return new PostgresqlDialect().operations().compile(operation);
    }

    /** Expects that an operation is refused. */
    static void assertRefused(Operation operation, String argument, String problem) {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> compiled(operation))
                .withMessage(argument + ' ' + problem + '.');
    }
}
