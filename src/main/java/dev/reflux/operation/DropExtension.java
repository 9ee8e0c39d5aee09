package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;

/**
 * Removes an extension.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-dropextension.html">DROP EXTENSION</a>
 */
@Description("Removes an extension.")
public record DropExtension(
        @Description("name") String name,
        @Description("whether it may be missing") boolean ifExists,
        @Description("whether what depends on it goes too") boolean cascade)
        implements Operation {

    /** Checks and copies the arguments. */
    public DropExtension {
        Arguments.name("name", name);
    }

    /** A builder with all else unset. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitDropExtension(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private boolean ifExists;
        private boolean cascade;

        private Builder(String name) {
            this.name = name;
        }

        /** Switches on {@link DropExtension#ifExists}. */
        public Builder ifExists() {
            ifExists = true;
            return this;
        }

        /** Switches on {@link DropExtension#cascade}. */
        public Builder cascade() {
            cascade = true;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public DropExtension build() {
            return new DropExtension(name, ifExists, cascade);
        }
    }
}
