package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import org.jspecify.annotations.Nullable;

/**
 * Installs an extension.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createextension.html">CREATE EXTENSION</a>
 */
@Description("Installs an extension.")
public record CreateExtension(
        @Description("name") String name,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("whether it may be there already") boolean ifNotExists)
        implements Operation {

    /** Checks and copies the arguments. */
    public CreateExtension {
        Arguments.name("name", name);
        Arguments.optionalName("schema", schema);
    }

    /** A builder with all else unset. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitCreateExtension(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private @Nullable String schema;
        private boolean ifNotExists;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets {@link CreateExtension#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Switches on {@link CreateExtension#ifNotExists}. */
        public Builder ifNotExists() {
            ifNotExists = true;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public CreateExtension build() {
            return new CreateExtension(name, schema, ifNotExists);
        }
    }
}
