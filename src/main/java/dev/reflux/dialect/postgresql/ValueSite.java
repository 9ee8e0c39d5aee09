package dev.reflux.dialect.postgresql;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.schema.Arguments;
import dev.reflux.schema.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands, for errors.
 *
 * @param argument the argument that holds it
 * @param lead what follows the argument's name before the value is spoken of, with a blank at its end
 */
record ValueSite(String argument, String lead) {

    /** The value is the argument. */
    static ValueSite of(String argument) {
        return new ValueSite(argument, "is ");
    }

    /** The error that a value does not go with its type. */
    InvalidOperationException mismatch(String value, @Nullable DataType type, String advice) {
        String what =
                type == null ? ", which needs a type" : ", which does not go with the type " + PostgresqlTypes.of(type);
        return Arguments.invalid(argument, lead + value + what + "; " + advice);
    }
}
