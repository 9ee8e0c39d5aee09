package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Description;
import dev.reflux.schema.Shorthand;
import org.jspecify.annotations.Nullable;

/**
 * A column that rows are inserted into.
 */
@Description("A column that rows are inserted into.")
@Shorthand("name")
public record BulkColumn(
        @Description("name") String name,
        @Description("type that the values are written for; absent: as the server takes them") @Nullable
                DataType type) {

    /** Checks and copies the arguments. */
    public BulkColumn {
        Arguments.name("name", name);
    }
}
