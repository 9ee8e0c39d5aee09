package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * An update of a large table, made by ranges of a key: an index over the key makes each range cheap to find.
 *
 * <p>The key may be of any type that has an order, unique or not, with gaps and nulls; the update must not change it.
 *
 * @param table the table
 * @param schema its schema; null: the first of the search path that has it
 * @param key column that the ranges are of
 * @param size how many rows a range spans, or more where keys are equal; at least 1
 * @param set assignments as SQL, such as {@code email = lower(email)}
 * @param where SQL condition of the rows that are still to be updated; null: all
 */
public record ChunkedUpdate(
        String table, @Nullable String schema, String key, int size, String set, @Nullable String where) {

    private static final int USUAL_SIZE = 10_000;

    /** Checks the arguments. */
    public ChunkedUpdate {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.name("key", key);
        if (size < 1) {
            throw Arguments.invalid("size", "must be at least 1, not " + size);
        }
        Arguments.sql("set", set);
        Arguments.optionalSql("where", where);
    }

    /** An update of all rows, in ranges of 10,000. */
    public static Builder of(String table, String key) {
        return new Builder(table, key);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private final String key;
        private @Nullable String schema;
        private int size = USUAL_SIZE;
        private @Nullable String set;
        private @Nullable String where;

        private Builder(String table, String key) {
            this.table = table;
            this.key = key;
        }

        /** Sets {@link ChunkedUpdate#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Sets {@link ChunkedUpdate#size}. */
        public Builder size(int value) {
            size = value;
            return this;
        }

        /** Sets {@link ChunkedUpdate#set}. */
        public Builder set(String value) {
            set = value;
            return this;
        }

        /** Sets {@link ChunkedUpdate#where}. */
        public Builder where(String value) {
            where = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public ChunkedUpdate build() {
            return new ChunkedUpdate(table, schema, key, size, Arguments.required("set", set), where);
        }
    }
}
