package dev.reflux.script.source;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * The whole text of a revision file, for the formats that cannot be read in pieces.
 *
 * @param file its name, for messages
 * @param text without byte-order mark
 */
public record SourceText(String file, String text) {

    /** Far more than anyone writes by hand; what is larger is data, and belongs into a format that is streamed. */
    public static final int MAX_CHARACTERS = 1 << 24;

    /** Of a Java source, which the compiler may take ten seconds a million for. */
    public static final int MAX_JAVA_CHARACTERS = 1 << 20;

    private static final int CHUNK = 1 << 13;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Reads a file.
     *
     * @throws InvalidRevisionFileException when it cannot be read, is no UTF-8, or is larger than 16 Mi characters
     */
    public static SourceText read(RevisionSource source) {
        return read(source, null);
    }

    /** As {@link #read(RevisionSource)}, with a checksum that takes the same bytes; null for none. */
    public static SourceText read(RevisionSource source, @Nullable TextChecksum checksum) {
        return read(source, checksum, MAX_CHARACTERS);
    }

    /** As {@link #read(RevisionSource, TextChecksum)} for Java, of which no more than 1 Mi characters are read. */
    public static SourceText readJava(RevisionSource source, @Nullable TextChecksum checksum) {
        return read(source, checksum, MAX_JAVA_CHARACTERS);
    }

    private static SourceText read(RevisionSource source, @Nullable TextChecksum checksum, int limit) {
        StringBuilder text = new StringBuilder();
        try (Reader reader = new Utf8Reader(source.open(), source.name(), checksum)) {
            char[] chunk = new char[CHUNK];
            for (int count = reader.read(chunk); count >= 0; count = reader.read(chunk)) {
                text.append(chunk, 0, count);
                if (text.length() > limit) {
                    throw new InvalidRevisionFileException(
                            source.name() + " is larger than " + (limit >> 20)
                                    + " Mi characters. Write it as SQL, which is read in pieces, or divide it.",
                            Place.ofFile(source.name()));
                }
            }
        } catch (IOException e) {
            throw new InvalidRevisionFileException(
                    source.name() + " cannot be read: " + e.getMessage() + ". Check the file system.",
                    Place.ofFile(source.name()),
                    e);
        }
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return new SourceText(source.name(), text.substring(marked ? 1 : 0));
    }

    /** The place of a character; lines end as Java and YAML end them, at LF, CR, or both together. */
    public Place placeAt(int index) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < index; i++) {
            char c = text.charAt(i);
            boolean half = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (!half && (c == '\n' || c == '\r')) {
                line++;
                start = i + 1;
            }
        }
        return Place.of(file, line, text.codePointCount(start, Math.max(start, index)) + 1);
    }

    /** The error that something about a character is wrong. */
    public InvalidRevisionFileException error(int index, String sentences) {
        return error(placeAt(index), sentences);
    }

    /** The error that something at a place is wrong. */
    public static InvalidRevisionFileException error(Place place, String sentences) {
        return new InvalidRevisionFileException(place.describe() + ": " + sentences, place);
    }
}
