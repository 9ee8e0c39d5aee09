package dev.reflux.script;

import dev.reflux.revision.Direction;
import dev.reflux.revision.RevisionNode;
import dev.reflux.sql.SqlLexis;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One revision file: its head is read, its body is read when it is needed, as often as it is needed. */
public final class RevisionScript {

    private final RevisionHeader header;
    private final SqlRevisionFile file;
    private final RevisionSource source;
    private final Map<String, String> placeholders;

    private RevisionScript(
            RevisionHeader header, SqlRevisionFile file, RevisionSource source, Map<String, String> placeholders) {
        this.header = header;
        this.file = file;
        this.source = source;
        this.placeholders = placeholders;
    }

    static RevisionScript read(RevisionSource source, SqlLexis lexis, Map<String, String> placeholders) {
        RevisionHeader header = SqlRevisionHeader.read(source, lexis);
        return new RevisionScript(header, new SqlRevisionFile(source, lexis), source, placeholders);
    }

    /** Id of the revision. */
    public String id() {
        return header.id();
    }

    /** Name of the file, as the user knows it. */
    public String name() {
        return source.name();
    }

    /** When it was created, as written in the file, or null. */
    public @Nullable String created() {
        return header.created();
    }

    RevisionNode node() {
        return new RevisionNode(
                header.id(),
                header.downRevisions(),
                header.dependsOn(),
                header.branchLabels(),
                header.message(),
                source.name());
    }

    /**
     * Reads the whole file once and checks it.
     *
     * @throws dev.reflux.error.InvalidRevisionFileException at the first line that cannot be carried out
     */
    public SqlRevisionSummary inspect() {
        return file.inspect(placeholders);
    }

    /**
     * Reads the body as it is written, for people.
     *
     * @throws dev.reflux.error.InvalidRevisionFileException when it cannot be read as SQL, or a marker does not exist
     */
    public ScriptText text() {
        return file.text();
    }

    /** Opens the statements of a direction; to be closed. */
    public SqlScript open(Direction direction) {
        return direction == Direction.DOWNGRADE ? file.openDowngrade(placeholders) : file.openUpgrade(placeholders);
    }
}
