package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.TextChecksum;
import dev.reflux.script.source.Utf8Reader;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.StatementScanner;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The text of a {@code .sql} revision file while it is scanned. */
final class SqlText implements AutoCloseable {

    private final String file;
    private final StatementScanner scanner;
    private final @Nullable Utf8Reader reader;

    private SqlText(String file, StatementScanner scanner, @Nullable Utf8Reader reader) {
        this.file = file;
        this.scanner = scanner;
        this.reader = reader;
    }

    /** Opens a file at its beginning. */
    static SqlText open(RevisionSource source, SqlLexis lexis) {
        return stream(source, lexis, null);
    }

    /**
     * Opens a file for its sections: comments before the first marker may be left out.
     *
     * @param checksum takes all bytes of the file on the way, or null
     */
    static SqlText openBody(RevisionSource source, SqlLexis lexis, @Nullable TextChecksum checksum) {
        byte[] small = source.small();
        StatementScanner plain = small == null ? null : plain(source.name(), small, lexis);
        if (small == null || plain == null) {
            return stream(source, lexis, checksum);
        }
        if (checksum != null) {
            checksum.update(small, 0, small.length);
        }
        return new SqlText(source.name(), plain, null);
    }

    /** Null for a text with a head that is not plain or with other characters than ASCII, which takes more care. */
    private static @Nullable StatementScanner plain(String file, byte[] text, SqlLexis lexis) {
        LeadingComments.Body body = LeadingComments.body(text);
        char[] chars = body == null ? null : ascii(text, body.start());
        return body == null || chars == null
                ? null
                : StatementScanner.ofLines(file, chars, body.line(), lexis, SqlMarker::isMarker);
    }

    private static SqlText stream(RevisionSource source, SqlLexis lexis, @Nullable TextChecksum checksum) {
        String file = source.name();
        Utf8Reader reader = new Utf8Reader(source.open(), file, checksum);
        return new SqlText(file, StatementScanner.ofFile(file, reader, lexis, SqlMarker::isMarker), reader);
    }

    /** The characters from an index on; null when one is not of ASCII, or is NUL. */
    private static char @Nullable [] ascii(byte[] bytes, int from) {
        char[] chars = new char[bytes.length - from];
        for (int i = 0; i < chars.length; i++) {
            byte b = bytes[from + i];
            if (b <= 0) {
                return null;
            }
            chars[i] = (char) b;
        }
        return chars;
    }

    StatementScanner scanner() {
        return scanner;
    }

    @Override
    public void close() {
        if (reader == null) {
            return;
        }
        try {
            reader.close();
        } catch (IOException e) {
            throw new InvalidRevisionFileException(
                    file + " cannot be closed: " + e.getMessage() + ". Check the file system.", Place.ofFile(file), e);
        }
    }
}
