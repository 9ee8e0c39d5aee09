package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import dev.reflux.schema.Unique;
import dev.reflux.schema.Unwrapped;
import org.jspecify.annotations.Nullable;

/**
 * Adds a unique constraint to a table.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
@Description("Adds a unique constraint to a table.")
public record CreateUniqueConstraint(
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("the constraint") @Unwrapped Unique constraint)
        implements CreateConstraint {

    /** Checks and copies the arguments. */
    public CreateUniqueConstraint {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.required("constraint", constraint);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table, Unique constraint) {
        return new Builder(table, constraint);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitCreateUniqueConstraint(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private final Unique constraint;
        private @Nullable String schema;

        private Builder(String table, Unique constraint) {
            this.table = table;
            this.constraint = constraint;
        }

        /** Sets {@link CreateUniqueConstraint#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public CreateUniqueConstraint build() {
            return new CreateUniqueConstraint(table, schema, constraint);
        }
    }
}
