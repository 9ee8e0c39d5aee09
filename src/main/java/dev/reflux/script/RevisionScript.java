package dev.reflux.script;

import dev.reflux.revision.Direction;
import dev.reflux.revision.RevisionNode;
import dev.reflux.sql.SqlLexis;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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

    /** The file that may be edited; empty for a resource inside a jar. */
    public Optional<Path> file() {
        return source.file();
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

    /** Opens the statements of a direction; to be closed. */
    public SqlScript open(Direction direction) {
        return direction == Direction.DOWNGRADE ? file.openDowngrade(placeholders) : file.openUpgrade(placeholders);
    }
}
