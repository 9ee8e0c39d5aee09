package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import dev.reflux.schema.Index;
import dev.reflux.schema.Unwrapped;
import org.jspecify.annotations.Nullable;

/**
 * Creates an index.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createindex.html">CREATE INDEX</a>
 */
@Description("Creates an index.")
public record CreateIndex(
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("the index") @Unwrapped Index index,
        @Description("whether writers go on meanwhile; only in autocommit") boolean concurrently,
        @Description("whether it may be there already") boolean ifNotExists)
        implements Operation {

    /** Checks and copies the arguments. */
    public CreateIndex {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.required("index", index);
        Arguments.needs("if_not_exists", ifNotExists, "name", index.name() != null);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table, Index index) {
        return new Builder(table, index);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitCreateIndex(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private final Index index;
        private @Nullable String schema;
        private boolean concurrently;
        private boolean ifNotExists;

        private Builder(String table, Index index) {
            this.table = table;
            this.index = index;
        }

        /** Sets {@link CreateIndex#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Switches on {@link CreateIndex#concurrently}. */
        public Builder concurrently() {
            concurrently = true;
            return this;
        }

        /** Switches on {@link CreateIndex#ifNotExists}. */
        public Builder ifNotExists() {
            ifNotExists = true;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public CreateIndex build() {
            return new CreateIndex(table, schema, index, concurrently, ifNotExists);
        }
    }
}
