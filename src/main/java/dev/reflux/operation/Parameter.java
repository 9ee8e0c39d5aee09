package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Description;
import dev.reflux.schema.Literal;
import org.jspecify.annotations.Nullable;

/**
 * A value in an SQL text.
 */
@Description("A value in an SQL text.")
public record Parameter(
        @Description("type that it is written for") @Nullable DataType type, @Description("value") Literal value) {

    /** Checks and copies the arguments. */
    public Parameter {
        Arguments.required("value", value);
    }
}
