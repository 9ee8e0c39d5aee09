package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Column;
import dev.reflux.schema.Description;
import org.jspecify.annotations.Nullable;

/**
 * Adds a column to a table.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
@Description("Adds a column to a table.")
public record AddColumn(
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("column") Column column,
        @Description("whether it may be there already") boolean ifNotExists)
        implements Operation {

    /** Checks and copies the arguments. */
    public AddColumn {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.required("column", column);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table, Column column) {
        return new Builder(table, column);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitAddColumn(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private final Column column;
        private @Nullable String schema;
        private boolean ifNotExists;

        private Builder(String table, Column column) {
            this.table = table;
            this.column = column;
        }

        /** Sets {@link AddColumn#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Switches on {@link AddColumn#ifNotExists}. */
        public Builder ifNotExists() {
            ifNotExists = true;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public AddColumn build() {
            return new AddColumn(table, schema, column, ifNotExists);
        }
    }
}
