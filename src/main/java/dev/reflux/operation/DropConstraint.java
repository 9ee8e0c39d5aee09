package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.ConstraintType;
import dev.reflux.schema.Description;
import dev.reflux.schema.Inherits;
import org.jspecify.annotations.Nullable;

/**
 * Drops a constraint.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
@Description("Drops a constraint.")
public record DropConstraint(
        @Description("name") String name,
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("whether it may be missing") boolean ifExists,
        @Description("whether what depends on it goes too") boolean cascade,
        @Description("kind of the constraint, where the naming convention is to complete its name") @Nullable
                ConstraintType type,
        @Description("what it was, for the way back") @Inherits("name") @Nullable Constraint dropped)
        implements Operation {

    /** Checks and copies the arguments. */
    public DropConstraint {
        Arguments.name("name", name);
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.same("dropped", dropped == null ? null : dropped.name(), name);
    }

    /** A builder with all else unset. */
    public static Builder builder(String name, String table) {
        return new Builder(name, table);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitDropConstraint(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private final String table;
        private @Nullable String schema;
        private boolean ifExists;
        private boolean cascade;
        private @Nullable ConstraintType type;
        private @Nullable Constraint dropped;

        private Builder(String name, String table) {
            this.name = name;
            this.table = table;
        }

        /** Sets {@link DropConstraint#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Switches on {@link DropConstraint#ifExists}. */
        public Builder ifExists() {
            ifExists = true;
            return this;
        }

        /** Switches on {@link DropConstraint#cascade}. */
        public Builder cascade() {
            cascade = true;
            return this;
        }

        /** Sets {@link DropConstraint#type}. */
        public Builder type(ConstraintType value) {
            type = value;
            return this;
        }

        /** Sets {@link DropConstraint#dropped}. */
        public Builder dropped(Constraint value) {
            dropped = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public DropConstraint build() {
            return new DropConstraint(name, table, schema, ifExists, cascade, type, dropped);
        }
    }
}
