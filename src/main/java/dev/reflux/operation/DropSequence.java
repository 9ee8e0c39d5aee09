package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import dev.reflux.schema.Inherits;
import org.jspecify.annotations.Nullable;

/**
 * Drops a sequence.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-dropsequence.html">DROP SEQUENCE</a>
 */
@Description("Drops a sequence.")
public record DropSequence(
        @Description("name") String name,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("whether it may be missing") boolean ifExists,
        @Description("whether what depends on it goes too") boolean cascade,
        @Description("what it was, for the way back") @Inherits({"name", "schema"}) @Nullable CreateSequence dropped)
        implements Operation {

    /** Checks and copies the arguments. */
    public DropSequence {
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
        return visitor.visitDropSequence(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private @Nullable String schema;
        private boolean ifExists;
        private boolean cascade;
        private @Nullable CreateSequence dropped;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets {@link DropSequence#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Switches on {@link DropSequence#ifExists}. */
        public Builder ifExists() {
            ifExists = true;
            return this;
        }

        /** Switches on {@link DropSequence#cascade}. */
        public Builder cascade() {
            cascade = true;
            return this;
        }

        /** Sets {@link DropSequence#dropped}. */
        public Builder dropped(CreateSequence value) {
            dropped = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public DropSequence build() {
            return new DropSequence(name, schema, ifExists, cascade, dropped);
        }
    }
}
