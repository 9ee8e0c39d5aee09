package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds a value to an enum type.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertype.html">ALTER TYPE</a>
 */
@Description("Adds a value to an enum type.")
public record AddEnumValue(
        @Description("name") String name,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("new value") String value,
        @Description("value that it comes before") @Nullable String before,
        @Description("value that it comes after") @Nullable String after,
        @Description("whether it may be there already") boolean ifNotExists)
        implements Operation {

    /** Checks and copies the arguments. */
    public AddEnumValue {
        Arguments.name("name", name);
        Arguments.optionalName("schema", schema);
        Arguments.label("value", value);
        if (before != null) {
            Arguments.label("before", before);
        }
        if (after != null) {
            Arguments.label("after", after);
        }
        Arguments.atMostOne(Map.of("before", before != null, "after", after != null));
    }

    /** A builder with all else unset. */
    public static Builder builder(String name, String value) {
        return new Builder(name, value);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitAddEnumValue(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private final String value;
        private @Nullable String schema;
        private @Nullable String before;
        private @Nullable String after;
        private boolean ifNotExists;

        private Builder(String name, String value) {
            this.name = name;
            this.value = value;
        }

        /** Sets {@link AddEnumValue#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Sets {@link AddEnumValue#before}. */
        public Builder before(String value) {
            before = value;
            return this;
        }

        /** Sets {@link AddEnumValue#after}. */
        public Builder after(String value) {
            after = value;
            return this;
        }

        /** Switches on {@link AddEnumValue#ifNotExists}. */
        public Builder ifNotExists() {
            ifNotExists = true;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public AddEnumValue build() {
            return new AddEnumValue(name, schema, value, before, after, ifNotExists);
        }
    }
}
