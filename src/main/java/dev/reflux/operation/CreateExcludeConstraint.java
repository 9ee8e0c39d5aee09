package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import dev.reflux.schema.Exclude;
import dev.reflux.schema.Unwrapped;
import org.jspecify.annotations.Nullable;

/**
 * Adds an exclude constraint to a table.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
@Description("Adds an exclude constraint to a table.")
public record CreateExcludeConstraint(
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("the constraint") @Unwrapped Exclude constraint)
        implements CreateConstraint {

    /** Checks and copies the arguments. */
    public CreateExcludeConstraint {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.required("constraint", constraint);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table, Exclude constraint) {
        return new Builder(table, constraint);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitCreateExcludeConstraint(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private final Exclude constraint;
        private @Nullable String schema;

        private Builder(String table, Exclude constraint) {
            this.table = table;
            this.constraint = constraint;
        }

        /** Sets {@link CreateExcludeConstraint#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public CreateExcludeConstraint build() {
            return new CreateExcludeConstraint(table, schema, constraint);
        }
    }
}
