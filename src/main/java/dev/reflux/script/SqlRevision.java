package dev.reflux.script;

import dev.reflux.revision.Direction;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.ScriptText;
import dev.reflux.sql.SqlLexis;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code .sql} file. */
public final class SqlRevision implements RevisionScript {

    private final RevisionHeader header;
    private final RevisionSource source;
    private final SqlRevisionFile body;
    private final Map<String, String> placeholders;
    private volatile @Nullable SqlRevisionSummary known;

    private SqlRevision(
            RevisionHeader header, RevisionSource source, SqlRevisionFile body, Map<String, String> placeholders) {
        this.header = header;
        this.source = source;
        this.body = body;
        this.placeholders = Map.copyOf(placeholders);
    }

    static SqlRevision read(RevisionSource source, SqlLexis lexis, Map<String, String> placeholders) {
        RevisionHeader header = SqlRevisionHeader.read(source, lexis);
        return new SqlRevision(header, source, new SqlRevisionFile(source, lexis), placeholders);
    }

    @Override
    public RevisionHeader header() {
        return header;
    }

    @Override
    public RevisionSource source() {
        return source;
    }

    /**
     * Reads the whole file once and checks it.
     *
     * @throws dev.reflux.error.InvalidRevisionFileException at the first line that cannot be carried out
     */
    public SqlRevisionSummary inspect() {
        SqlRevisionSummary summary = known;
        if (summary == null) {
            summary = body.inspect(placeholders);
            // What is not kept may be another text the next time
            known = source.isKept() ? summary : null;
        }
        return summary;
    }

    /** Does what {@link #inspect()} will have to do, where the text is at hand; a fault is left to be told there. */
    void inspectAhead() {
        if (source.isKept()) {
            try {
                inspect();
            } catch (RuntimeException fault) {
                // Told by inspect(), if the revision is to run at all
            }
        }
    }

    @Override
    public ScriptText text() {
        return body.text();
    }

    /** Opens the statements of a direction; to be closed. */
    public SqlScript open(Direction direction) {
        return direction == Direction.DOWNGRADE ? body.openDowngrade(placeholders) : body.openUpgrade(placeholders);
    }
}
