package dev.reflux.script;

import dev.reflux.revision.Direction;
import dev.reflux.sql.SqlLexis;
import java.util.Map;

/** A {@code .sql} file. */
record SqlRevision(RevisionHeader header, RevisionSource source, SqlRevisionFile body, Map<String, String> placeholders)
        implements RevisionScript {

    SqlRevision {
        placeholders = Map.copyOf(placeholders);
    }

    static SqlRevision read(RevisionSource source, SqlLexis lexis, Map<String, String> placeholders) {
        RevisionHeader header = SqlRevisionHeader.read(source, lexis);
        return new SqlRevision(header, source, new SqlRevisionFile(source, lexis), placeholders);
    }

    @Override
    public void requireRunnable() {
        // SQL always is
    }

    @Override
    public SqlRevisionSummary inspect() {
        return body.inspect(placeholders);
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
