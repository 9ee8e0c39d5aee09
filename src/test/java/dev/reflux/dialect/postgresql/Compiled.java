package dev.reflux.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.operation.Operation;
import dev.reflux.schema.DataType;
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

    /** A type that PostgreSQL brings. */
    static DataType builtIn(String name, String... arguments) {
        return new DataType(null, name, true, List.of(arguments), 0);
    }

    /** An array of a type that PostgreSQL brings. */
    static DataType arrayOf(String name) {
        return new DataType(null, name, true, List.of(), 1);
    }
}
