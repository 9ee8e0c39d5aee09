package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.ScriptText;
import dev.reflux.script.source.SourceLines;
import dev.reflux.sql.LineComment;
import dev.reflux.sql.ScannedItem;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.StatementScanner;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Reads the sections of a {@code .sql} revision file as they are written. Memory is bounded whatever the file's size: the
 * file is read twice, once for the places of its markers, which only a scanner can tell from text inside quotes.
 */
final class SqlTextReader {

    private final RevisionSource source;
    private final SqlLexis lexis;

    SqlTextReader(RevisionSource source, SqlLexis lexis) {
        this.source = source;
        this.lexis = lexis;
    }

    /**
     * Reads the file.
     *
     * @throws InvalidRevisionFileException when it cannot be read as SQL, or a marker does not exist
     */
    ScriptText read() {
        NavigableMap<Integer, SqlMarker> sections = new TreeMap<>();
        try (SqlText text = SqlText.openBody(source, lexis, null)) {
            collect(text.scanner(), sections);
        }
        try (SourceLines lines = SourceLines.of(source)) {
            return text(lines, sections);
        }
    }

    /** Finds the lines of the markers. */
    private void collect(StatementScanner scanner, Map<Integer, SqlMarker> sections) {
        for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
            if (item instanceof LineComment comment && SqlMarker.isMarker(comment.text())) {
                SqlMarker marker = SqlMarker.of(comment, source.name());
                if (marker == SqlMarker.UPGRADE || marker == SqlMarker.DOWNGRADE) {
                    sections.put(comment.position().line(), marker);
                }
            }
        }
    }

    private static ScriptText text(SourceLines lines, NavigableMap<Integer, SqlMarker> sections) {
        String upgrade = "";
        String downgrade = null;
        for (Map.Entry<Integer, SqlMarker> section : sections.entrySet()) {
            lines.skipTo(section.getKey() + 1);
            Integer next = sections.higherKey(section.getKey());
            String text = lines.readTo(next == null ? Integer.MAX_VALUE : next);
            if (section.getValue() == SqlMarker.UPGRADE) {
                upgrade = text;
            } else {
                downgrade = text;
            }
        }
        return new ScriptText(upgrade, downgrade);
    }
}
