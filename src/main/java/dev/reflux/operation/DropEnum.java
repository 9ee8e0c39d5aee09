package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import dev.reflux.schema.Inherits;
import org.jspecify.annotations.Nullable;

/**
 * Drops an enum type.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-droptype.html">DROP TYPE</a>
 */
@Description("Drops an enum type.")
public record DropEnum(
        @Description("name") String name,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("whether it may be missing") boolean ifExists,
        @Description("what it was, for the way back") @Inherits({"name", "schema"}) @Nullable CreateEnum dropped)
        implements Operation {

    /** Checks and copies the arguments. */
    public DropEnum {
        Arguments.name("name", name);
        Arguments.optionalName("schema", schema);
        Arguments.same("dropped", dropped == null ? null : dropped.name(), name);
    }

    /** A builder with all else unset. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitDropEnum(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private @Nullable String schema;
        private boolean ifExists;
        private @Nullable CreateEnum dropped;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets {@link DropEnum#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Switches on {@link DropEnum#ifExists}. */
        public Builder ifExists() {
            ifExists = true;
            return this;
        }

        /** Sets {@link DropEnum#dropped}. */
        public Builder dropped(CreateEnum value) {
            dropped = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public DropEnum build() {
            return new DropEnum(name, schema, ifExists, dropped);
        }
    }
}
