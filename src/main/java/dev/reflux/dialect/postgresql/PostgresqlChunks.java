package dev.reflux.dialect.postgresql;

import dev.reflux.dialect.ChunkStatements;
import dev.reflux.operation.ChunkedUpdate;
import org.jspecify.annotations.Nullable;

/**
 * An update by ranges of a key. A key is written as a literal without a type, which takes that of the column.
 *
 * @see <a href="https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-MODIFYING">Data-Modifying
 *     Statements in WITH</a>
 */
final class PostgresqlChunks implements ChunkStatements {

    private final ChunkedUpdate update;
    private final String table;
    private final String key;
    private final String set;
    private final @Nullable String where;

    PostgresqlChunks(ChunkedUpdate update) {
        this.update = update;
        this.table = PostgresqlNames.qualified(update.schema(), update.table());
        this.key = PostgresqlText.identifier(update.key());
        this.set = PostgresqlExpressions.verbatim("set", update.set());
        this.where = update.where() == null ? null : PostgresqlExpressions.verbatim("where", update.where());
    }

    @Override
    public String whole() {
        return "UPDATE " + table + " SET " + set + (where == null ? "" : " WHERE " + where);
    }

    @Override
    public String estimate() {
        return "SELECT greatest(reltuples, 0)::bigint AS rows FROM pg_catalog.pg_class WHERE oid = "
                + PostgresqlText.literal(table) + "::pg_catalog.regclass";
    }

    /**
     * The table has an alias, since a mere name in {@code ORDER BY} may mean the output column {@code key}. A text may
     * stand for less than its key, as with few {@code extra_float_digits}: keys above it that read the same end no range,
     * or the walk would stay there for ever.
     */
    @Override
    public String end(@Nullable String after) {
        String column = "walked." + key;
        return "SELECT " + column + "::text AS key FROM " + table + " AS walked WHERE " + column + " IS NOT NULL"
                + (after == null ? "" : " AND " + beyond(column, after)) + " ORDER BY " + column + " OFFSET "
                + (update.size() - 1) + " LIMIT 1";
    }

    private static String beyond(String column, String after) {
        String last = PostgresqlText.literal(after);
        return column + " > " + last + " AND " + column + "::text <> " + last;
    }

    @Override
    public String update(@Nullable String after, @Nullable String upTo) {
        String again = where == null ? "true" : "(" + where + ")";
        String moved = upTo == null ? "false" : "(" + upTo(upTo) + ") IS NOT TRUE";
        return "WITH changed AS (UPDATE " + table + " SET " + set + " WHERE " + range(after, upTo)
                + " AND " + again + " RETURNING " + again + " AS again, " + moved + " AS moved)"
                + " SELECT count(*) AS changed, count(*) FILTER (WHERE again) AS again,"
                + " count(*) FILTER (WHERE moved) AS moved FROM changed";
    }

    private String range(@Nullable String after, @Nullable String upTo) {
        if (after == null) {
            return upTo == null ? "true" : upTo(upTo);
        }
        String beyond = key + " > " + PostgresqlText.literal(after);
        return upTo == null ? "(" + beyond + " OR " + key + " IS NULL)" : beyond + " AND " + upTo(upTo);
    }

    private String upTo(String last) {
        return key + " <= " + PostgresqlText.literal(last);
    }
}
