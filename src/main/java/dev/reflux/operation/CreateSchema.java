package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;

/**
 * Creates a schema.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createschema.html">CREATE SCHEMA</a>
 */
@Description("Creates a schema.")
public record CreateSchema(
        @Description("name") String name, @Description("whether it may be there already") boolean ifNotExists)
        implements Operation {

    /** Checks and copies the arguments. */
    public CreateSchema {
        Arguments.name("name", name);
    }

    /** A builder with all else unset. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitCreateSchema(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private boolean ifNotExists;

        private Builder(String name) {
            this.name = name;
        }

        /** Switches on {@link CreateSchema#ifNotExists}. */
        public Builder ifNotExists() {
            ifNotExists = true;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public CreateSchema build() {
            return new CreateSchema(name, ifNotExists);
        }
    }
}
