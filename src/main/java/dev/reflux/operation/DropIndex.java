package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import dev.reflux.schema.Inherits;
import org.jspecify.annotations.Nullable;

/**
 * Drops an index.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-dropindex.html">DROP INDEX</a>
 */
@Description("Drops an index.")
public record DropIndex(
        @Description("name") String name,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("whether readers and writers go on meanwhile; only in autocommit") boolean concurrently,
        @Description("whether it may be missing") boolean ifExists,
        @Description("whether what depends on it goes too") boolean cascade,
        @Description("what it was, for the way back") @Inherits({"name", "schema", "concurrently"}) @Nullable
                CreateIndex dropped)
        implements Operation {

    /** Checks and copies the arguments. */
    public DropIndex {
        Arguments.name("name", name);
        Arguments.optionalName("schema", schema);
        Arguments.same("dropped", dropped == null ? null : dropped.index().name(), name);
        if (concurrently && cascade) {
            throw Arguments.invalid("cascade", "does not go with concurrently");
        }
    }

    /** A builder with all else unset. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitDropIndex(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private @Nullable String schema;
        private boolean concurrently;
        private boolean ifExists;
        private boolean cascade;
        private @Nullable CreateIndex dropped;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets {@link DropIndex#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Switches on {@link DropIndex#concurrently}. */
        public Builder concurrently() {
            concurrently = true;
            return this;
        }

        /** Switches on {@link DropIndex#ifExists}. */
        public Builder ifExists() {
            ifExists = true;
            return this;
        }

        /** Switches on {@link DropIndex#cascade}. */
        public Builder cascade() {
            cascade = true;
            return this;
        }

        /** Sets {@link DropIndex#dropped}. */
        public Builder dropped(CreateIndex value) {
            dropped = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public DropIndex build() {
            return new DropIndex(name, schema, concurrently, ifExists, cascade, dropped);
        }
    }
}
