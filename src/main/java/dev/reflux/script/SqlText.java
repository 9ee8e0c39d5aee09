package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.StatementScanner;
import java.io.IOException;
import java.io.InputStream;
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

    /**
     * Opens a file.
     *
     * @param checksum takes the bytes on the way, or null
     */
    static SqlText open(RevisionSource source, SqlLexis lexis, @Nullable TextChecksum checksum) {
        String file = source.name();
        byte[] small = source.small();
        char[] plain = small == null ? null : plain(small);
        if (small != null && plain != null) {
            if (checksum != null) {
                checksum.update(small, 0, small.length);
            }
            return new SqlText(file, StatementScanner.ofFile(file, plain, lexis, SqlMarker::isMarker), null);
        }
        InputStream in = source.open();
        Utf8Reader reader = new Utf8Reader(in, file, checksum);
        return new SqlText(file, StatementScanner.ofFile(file, reader, lexis, SqlMarker::isMarker), reader);
    }

    /** The characters of a text in ASCII without NUL; null for any other, which must be decoded with care. */
    private static char @Nullable [] plain(byte[] bytes) {
        char[] chars = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] <= 0) {
                return null;
            }
            chars[i] = (char) bytes[i];
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
