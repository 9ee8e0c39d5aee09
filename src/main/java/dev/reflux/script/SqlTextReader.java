package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.sql.LineComment;
import dev.reflux.sql.ScannedItem;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.StatementScanner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sections of a {@code .sql} revision file as they are written. Memory is bounded whatever the file's size: the
 * file is read twice, once for the places of its markers, which only a scanner can tell from text inside quotes.
 */
final class SqlTextReader {

    /** Characters of a section that are given; a reader of a page would not read more. */
    static final int LIMIT = 64 * 1024;

    private static final String CUT = "-- … (the file goes on)";

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
        try (Reader reader = open()) {
            collect(StatementScanner.ofFile(source.name(), reader, lexis, SqlMarker::isMarker), sections);
        } catch (IOException e) {
            throw unreadable(e);
        }
        try (BufferedReader reader = new BufferedReader(open())) {
            return text(new SourceLines(reader), sections);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Reader open() {
        return new Utf8Reader(source.open(), source.name(), null);
    }

    private void collect(StatementScanner scanner, Map<Integer, SqlMarker> sections) {
        for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
            if (item instanceof LineComment comment && SqlMarker.isMarker(comment.text())) {
                int line = comment.position().line();
                SqlMarker marker = SqlMarker.of(
                        comment,
                        Place.of(source.name(), line, comment.position().column()));
                if (marker == SqlMarker.UPGRADE || marker == SqlMarker.DOWNGRADE) {
                    sections.put(line, marker);
                }
            }
        }
    }

    private static ScriptText text(SourceLines lines, NavigableMap<Integer, SqlMarker> sections) throws IOException {
        String upgrade = "";
        String downgrade = null;
        for (Map.Entry<Integer, SqlMarker> section : sections.entrySet()) {
            lines.skipTo(section.getKey() + 1);
            Integer next = sections.higherKey(section.getKey());
            String text = lines.readTo(next == null ? Integer.MAX_VALUE : next, LIMIT, CUT);
            if (section.getValue() == SqlMarker.UPGRADE) {
                upgrade = text;
            } else {
                downgrade = text;
            }
        }
        return new ScriptText(upgrade, downgrade);
    }

    private InvalidRevisionFileException unreadable(@Nullable IOException cause) {
        return new InvalidRevisionFileException(
                source.name() + " cannot be read. Check the file system.", Place.ofFile(source.name()), cause);
    }
}
