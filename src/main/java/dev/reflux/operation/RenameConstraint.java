package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import org.jspecify.annotations.Nullable;

/**
 * Renames a constraint.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
@Description("Renames a constraint.")
public record RenameConstraint(
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("name") String name,
        @Description("new name") String newName)
        implements Operation {

    /** Checks and copies the arguments. */
    public RenameConstraint {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.name("name", name);
        Arguments.name("new_name", newName);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table, String name, String newName) {
        return new Builder(table, name, newName);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitRenameConstraint(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private final String name;
        private final String newName;
        private @Nullable String schema;

        private Builder(String table, String name, String newName) {
            this.table = table;
            this.name = name;
            this.newName = newName;
        }

        /** Sets {@link RenameConstraint#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public RenameConstraint build() {
            return new RenameConstraint(table, schema, name, newName);
        }
    }
}
