package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import dev.reflux.schema.Literal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-insert.html">INSERT</a>
 */
@Description("Inserts rows.")
public record BulkInsert(
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("columns; absent: those of the rows") List<BulkColumn> columns,
        @Description("rows, each a map from column to value; a column that a row leaves out gets its default")
                List<Map<String, Literal>> rows)
        implements Operation {

    /** Checks and copies the arguments. */
    public BulkInsert {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        columns = Arguments.list("columns", columns);
        rows = Arguments.list("rows", rows).stream()
                .map(row -> Arguments.map("rows", row))
                .toList();
        BulkRules.check(columns, rows);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table) {
        return new Builder(table);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitBulkInsert(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private @Nullable String schema;
        private List<BulkColumn> columns = List.of();
        private List<Map<String, Literal>> rows = List.of();

        private Builder(String table) {
            this.table = table;
        }

        /** Sets {@link BulkInsert#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Sets {@link BulkInsert#columns}. */
        public Builder columns(BulkColumn... values) {
            columns = List.of(values);
            return this;
        }

        /** Sets {@link BulkInsert#rows}. */
        public Builder rows(List<Map<String, Literal>> values) {
            rows = List.copyOf(values);
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public BulkInsert build() {
            return new BulkInsert(table, schema, columns, rows);
        }
    }
}
