package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.Unwrapped;
import org.jspecify.annotations.Nullable;

/**
 * Adds a primary key to a table.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
@Description("Adds a primary key to a table.")
public record CreatePrimaryKey(
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("the constraint") @Unwrapped PrimaryKey constraint)
        implements CreateConstraint {

    /** Checks and copies the arguments. */
    public CreatePrimaryKey {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.required("constraint", constraint);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table, PrimaryKey constraint) {
        return new Builder(table, constraint);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitCreatePrimaryKey(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private final PrimaryKey constraint;
        private @Nullable String schema;

        private Builder(String table, PrimaryKey constraint) {
            this.table = table;
            this.constraint = constraint;
        }

        /** Sets {@link CreatePrimaryKey#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public CreatePrimaryKey build() {
            return new CreatePrimaryKey(table, schema, constraint);
        }
    }
}
