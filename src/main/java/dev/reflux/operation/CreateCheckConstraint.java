package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Check;
import dev.reflux.schema.Description;
import dev.reflux.schema.Unwrapped;
import org.jspecify.annotations.Nullable;

/**
 * Adds a check constraint to a table.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
@Description("Adds a check constraint to a table.")
public record CreateCheckConstraint(
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("the constraint") @Unwrapped Check constraint)
        implements CreateConstraint {

    /** Checks and copies the arguments. */
    public CreateCheckConstraint {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.required("constraint", constraint);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table, Check constraint) {
        return new Builder(table, constraint);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitCreateCheckConstraint(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private final Check constraint;
        private @Nullable String schema;

        private Builder(String table, Check constraint) {
            this.table = table;
            this.constraint = constraint;
        }

        /** Sets {@link CreateCheckConstraint#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public CreateCheckConstraint build() {
            return new CreateCheckConstraint(table, schema, constraint);
        }
    }
}
