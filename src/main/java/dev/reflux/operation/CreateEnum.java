package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates an enum type.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-enum.html">Enumerated Types</a>
 */
@Description("Creates an enum type.")
public record CreateEnum(
        @Description("name") String name,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("values, in order") List<String> values)
        implements Operation {

    /** Checks and copies the arguments. */
    public CreateEnum {
        Arguments.name("name", name);
        Arguments.optionalName("schema", schema);
        values = Arguments.list("values", values);
        values.forEach(value -> Arguments.label("values", value));
        Arguments.distinct("values", values);
    }

    /** A builder with all else unset. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitCreateEnum(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private @Nullable String schema;
        private List<String> values = List.of();

        private Builder(String name) {
            this.name = name;
        }

        /** Sets {@link CreateEnum#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Sets {@link CreateEnum#values}. */
        public Builder values(String... values) {
            this.values = List.of(values);
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public CreateEnum build() {
            return new CreateEnum(name, schema, values);
        }
    }
}
