package dev.reflux.operation;

import dev.reflux.schema.Constraint;
import org.jspecify.annotations.Nullable;

/** Adds a constraint to a table. */
public sealed interface CreateConstraint extends Operation
        permits CreatePrimaryKey,
                CreateUniqueConstraint,
                CreateForeignKey,
                CreateCheckConstraint,
                CreateExcludeConstraint {

    /** The table. */
    String table();

    /** Schema of the table, or null. */
    @Nullable
    String schema();

    /** The constraint. */
    Constraint constraint();
}
