package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Unwrapped;
import org.jspecify.annotations.Nullable;

/**
 * Adds a foreign key to a table.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
@Description("Adds a foreign key to a table.")
public record CreateForeignKey(
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("the constraint") @Unwrapped ForeignKey constraint)
        implements CreateConstraint {

    /** Checks and copies the arguments. */
    public CreateForeignKey {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.required("constraint", constraint);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table, ForeignKey constraint) {
        return new Builder(table, constraint);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitCreateForeignKey(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private final ForeignKey constraint;
        private @Nullable String schema;

        private Builder(String table, ForeignKey constraint) {
            this.table = table;
            this.constraint = constraint;
        }

        /** Sets {@link CreateForeignKey#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public CreateForeignKey build() {
            return new CreateForeignKey(table, schema, constraint);
        }
    }
}
