package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import org.jspecify.annotations.Nullable;

/**
 * Checks existing rows against a constraint that was made not_valid.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
@Description("Checks existing rows against a constraint that was made not_valid.")
public record ValidateConstraint(
        @Description("name") String name,
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema)
        implements Operation {

    /** Checks and copies the arguments. */
    public ValidateConstraint {
        Arguments.name("name", name);
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
    }

    /** A builder with all else unset. */
    public static Builder builder(String name, String table) {
        return new Builder(name, table);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitValidateConstraint(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private final String table;
        private @Nullable String schema;

        private Builder(String name, String table) {
            this.name = name;
            this.table = table;
        }

        /** Sets {@link ValidateConstraint#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public ValidateConstraint build() {
            return new ValidateConstraint(name, table, schema);
        }
    }
}
