package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Column;
import dev.reflux.schema.Description;
import dev.reflux.schema.Inherits;
import org.jspecify.annotations.Nullable;

/**
 * Drops a column.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
@Description("Drops a column.")
public record DropColumn(
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("name") String name,
        @Description("whether it may be missing") boolean ifExists,
        @Description("whether what depends on it goes too") boolean cascade,
        @Description("what it was, for the way back") @Inherits("name") @Nullable Column dropped)
        implements Operation {

    /** Checks and copies the arguments. */
    public DropColumn {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.name("name", name);
        Arguments.same("dropped", dropped == null ? null : dropped.name(), name);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table, String name) {
        return new Builder(table, name);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitDropColumn(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private final String name;
        private @Nullable String schema;
        private boolean ifExists;
        private boolean cascade;
        private @Nullable Column dropped;

        private Builder(String table, String name) {
            this.table = table;
            this.name = name;
        }

        /** Sets {@link DropColumn#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Switches on {@link DropColumn#ifExists}. */
        public Builder ifExists() {
            ifExists = true;
            return this;
        }

        /** Switches on {@link DropColumn#cascade}. */
        public Builder cascade() {
            cascade = true;
            return this;
        }

        /** Sets {@link DropColumn#dropped}. */
        public Builder dropped(Column value) {
            dropped = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public DropColumn build() {
            return new DropColumn(table, schema, name, ifExists, cascade, dropped);
        }
    }
}
