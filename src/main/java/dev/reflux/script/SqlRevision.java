package dev.reflux.script;

import dev.reflux.error.RefluxException;
import dev.reflux.revision.Direction;
import dev.reflux.sql.SqlLexis;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .sql} file.
 *
 * @param known what a full reading found, where there was one without a fault
 */
record SqlRevision(
        RevisionHeader header,
        RevisionSource source,
        SqlRevisionFile body,
        Map<String, String> placeholders,
        @Nullable SqlRevisionSummary known)
        implements RevisionScript {

    SqlRevision {
        placeholders = Map.copyOf(placeholders);
    }

    static SqlRevision read(RevisionSource source, SqlLexis lexis, Map<String, String> placeholders) {
        RevisionHeader header = SqlRevisionHeader.read(source, lexis);
        return new SqlRevision(header, source, new SqlRevisionFile(source, lexis), placeholders, null);
    }

    /** The same, read in full; a fault is left to be told by {@link #inspect()}. */
    SqlRevision inspected() {
        try {
            return new SqlRevision(header, source, body, placeholders, body.inspect(placeholders));
        } catch (RefluxException fault) {
            return this;
        }
    }

    @Override
    public void requireRunnable() {
        // SQL always is
    }

    @Override
    public SqlRevisionSummary inspect() {
        return known == null ? body.inspect(placeholders) : known;
    }

    @Override
    public ScriptText text() {
        return body.text();
    }

    @Override
    public SqlScript open(Direction direction) {
        return direction == Direction.DOWNGRADE ? body.openDowngrade(placeholders) : body.openUpgrade(placeholders);
    }
}
