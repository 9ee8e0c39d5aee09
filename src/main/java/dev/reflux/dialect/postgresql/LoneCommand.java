package dev.reflux.dialect.postgresql;

import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.SqlName;
import dev.reflux.sql.StatementCursor;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A statement that runs alone, as far as the catalog is asked about it.
 *
 * @param kind how it is decided
 * @param name what it makes, drops or detaches; null for an index whose name the server chooses, and for none
 * @param table the table that it is about, or null
 * @param unique whether an index is to be unique
 * @param rest what follows the name of an index's table
 */
record LoneCommand(LoneKind kind, @Nullable SqlName name, @Nullable SqlName table, boolean unique, String rest) {

    private static final LoneCommand OTHER = of(LoneKind.OTHER);

    static LoneCommand parse(String statement) {
        StatementCursor cursor = StatementCursor.of(statement, SqlLexis.postgresql());
        if (cursor.skip("CREATE")) {
            return create(cursor);
        }
        if (cursor.skip("DROP")) {
            return drop(cursor);
        }
        if (cursor.skip("ALTER")) {
            return alter(cursor);
        }
        if (cursor.skip("REINDEX")) {
            return reindex(cursor);
        }
        if (cursor.skip("COMMIT", "PREPARED") || cursor.skip("ROLLBACK", "PREPARED")) {
            String id = cursor.string();
            return id == null ? OTHER : named(LoneKind.END_PREPARED, new SqlName(List.of(id)));
        }
        if (cursor.skip("CALL") || cursor.skip("DO")) {
            return of(LoneKind.PROCEDURE);
        }
        return cursor.skip("VACUUM") || cursor.skip("CLUSTER") ? of(LoneKind.REPEATABLE) : OTHER;
    }

    private static LoneCommand of(LoneKind kind) {
        return new LoneCommand(kind, null, null, false, "");
    }

    private static LoneCommand named(LoneKind kind, @Nullable SqlName name) {
        return name == null ? OTHER : new LoneCommand(kind, name, null, false, "");
    }

    private static LoneCommand create(StatementCursor cursor) {
        if (cursor.skip("DATABASE")) {
            return named(LoneKind.CREATE_DATABASE, cursor.name());
        }
        if (cursor.skip("TABLESPACE")) {
            return named(LoneKind.CREATE_TABLESPACE, cursor.name());
        }
        if (cursor.skip("SUBSCRIPTION")) {
            return named(LoneKind.CREATE_SUBSCRIPTION, cursor.name());
        }
        boolean unique = cursor.skip("UNIQUE");
        return cursor.skip("INDEX", "CONCURRENTLY") ? createIndex(cursor, unique) : OTHER;
    }

    private static LoneCommand createIndex(StatementCursor cursor, boolean unique) {
        cursor.skip("IF", "NOT", "EXISTS");
        SqlName name = null;
        if (!cursor.skip("ON")) {
            name = cursor.name();
            if (name == null || !cursor.skip("ON")) {
                return OTHER;
            }
        }
        cursor.skip("ONLY");
        SqlName table = cursor.name();
        cursor.skipSymbol('*');
        return table == null ? OTHER : new LoneCommand(LoneKind.CREATE_INDEX, name, table, unique, cursor.rest());
    }

    private static LoneCommand drop(StatementCursor cursor) {
        if (cursor.skip("DATABASE")) {
            return named(LoneKind.DROP_DATABASE, existing(cursor));
        }
        if (cursor.skip("TABLESPACE")) {
            return named(LoneKind.DROP_TABLESPACE, existing(cursor));
        }
        if (cursor.skip("SUBSCRIPTION")) {
            return named(LoneKind.DROP_SUBSCRIPTION, existing(cursor));
        }
        if (!cursor.skip("INDEX", "CONCURRENTLY")) {
            return OTHER;
        }
        SqlName name = existing(cursor);
        return cursor.skipSymbol(',') ? of(LoneKind.WITHOUT_EFFECT) : named(LoneKind.DROP_INDEX, name);
    }

    private static @Nullable SqlName existing(StatementCursor cursor) {
        cursor.skip("IF", "EXISTS");
        return cursor.name();
    }

    private static LoneCommand alter(StatementCursor cursor) {
        if (cursor.skip("SYSTEM") || cursor.skip("DATABASE")) {
            return of(LoneKind.REPEATABLE);
        }
        if (cursor.skip("SUBSCRIPTION")) {
            return cursor.name() != null && (cursor.skip("SET") || cursor.skip("REFRESH"))
                    ? of(LoneKind.REPEATABLE)
                    : of(LoneKind.ALTER_SUBSCRIPTION);
        }
        return cursor.skip("TABLE") ? detach(cursor) : OTHER;
    }

    private static LoneCommand detach(StatementCursor cursor) {
        cursor.skip("IF", "EXISTS");
        cursor.skip("ONLY");
        SqlName parent = cursor.name();
        if (parent == null || !cursor.skip("DETACH", "PARTITION")) {
            return OTHER;
        }
        SqlName partition = cursor.name();
        return partition == null ? OTHER : new LoneCommand(LoneKind.DETACH_PARTITION, partition, parent, false, "");
    }

    /** An index, a table, or neither for all that the schema, the database or the catalog holds. */
    private static LoneCommand reindex(StatementCursor cursor) {
        cursor.skipList();
        boolean index = cursor.skip("INDEX");
        if (!index && !cursor.skip("TABLE")) {
            return of(LoneKind.REINDEX);
        }
        cursor.skip("CONCURRENTLY");
        SqlName name = cursor.name();
        return name == null
                ? OTHER
                : new LoneCommand(LoneKind.REINDEX, index ? name : null, index ? null : name, false, "");
    }

    /** A name as {@code to_regclass} reads it. */
    static @Nullable String text(@Nullable SqlName name) {
        return name == null
                ? null
                : name.parts().stream()
                        .map(part -> '"' + part.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining("."));
    }

    /** The last part of the name, which is the whole of one that takes no schema; null for none. */
    @Nullable
    String lastName() {
        return name == null ? null : name.parts().get(name.parts().size() - 1);
    }
}
