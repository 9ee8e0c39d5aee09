package dev.reflux.operation;

import dev.reflux.schema.Check;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.Exclude;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.Unique;
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

    /** The operation that adds a constraint, whatever its kind. */
    static CreateConstraint of(String table, @Nullable String schema, Constraint constraint) {
        if (constraint instanceof PrimaryKey key) {
            return new CreatePrimaryKey(table, schema, key);
        }
        if (constraint instanceof Unique unique) {
            return new CreateUniqueConstraint(table, schema, unique);
        }
        if (constraint instanceof ForeignKey key) {
            return new CreateForeignKey(table, schema, key);
        }
        if (constraint instanceof Check check) {
            return new CreateCheckConstraint(table, schema, check);
        }
        return new CreateExcludeConstraint(table, schema, (Exclude) constraint);
    }
}
