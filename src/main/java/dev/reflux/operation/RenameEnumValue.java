package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import org.jspecify.annotations.Nullable;

/**
 * Renames a value of an enum type.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertype.html">ALTER TYPE</a>
 */
@Description("Renames a value of an enum type.")
public record RenameEnumValue(
        @Description("name") String name,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("value") String value,
        @Description("new value") String newValue)
        implements Operation {

    /** Checks and copies the arguments. */
    public RenameEnumValue {
        Arguments.name("name", name);
        Arguments.optionalName("schema", schema);
        Arguments.label("value", value);
        Arguments.label("new_value", newValue);
    }

    /** A builder with all else unset. */
    public static Builder builder(String name, String value, String newValue) {
        return new Builder(name, value, newValue);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitRenameEnumValue(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private final String value;
        private final String newValue;
        private @Nullable String schema;

        private Builder(String name, String value, String newValue) {
            this.name = name;
            this.value = value;
            this.newValue = newValue;
        }

        /** Sets {@link RenameEnumValue#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public RenameEnumValue build() {
            return new RenameEnumValue(name, schema, value, newValue);
        }
    }
}
