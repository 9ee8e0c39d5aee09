package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import org.jspecify.annotations.Nullable;

/**
 * Renames a table.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
@Description("Renames a table.")
public record RenameTable(
        @Description("name") String name,
        @Description("new name") String newName,
        @Description("schema; absent: the first of the search path") @Nullable String schema)
        implements Operation {

    /** Checks and copies the arguments. */
    public RenameTable {
        Arguments.name("name", name);
        Arguments.name("new_name", newName);
        Arguments.optionalName("schema", schema);
    }

    /** A builder with all else unset. */
    public static Builder builder(String name, String newName) {
        return new Builder(name, newName);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitRenameTable(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private final String newName;
        private @Nullable String schema;

        private Builder(String name, String newName) {
            this.name = name;
            this.newName = newName;
        }

        /** Sets {@link RenameTable#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public RenameTable build() {
            return new RenameTable(name, newName, schema);
        }
    }
}
