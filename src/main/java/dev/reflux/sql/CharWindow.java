package dev.reflux.sql;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The part of a text that is held in memory: from a mark, which stays until it is released, to what was read ahead.
 *
 * <p>Offsets count {@code char}s from the mark, so that they stay true while the buffer moves.
 */
final class CharWindow {

    /** Below this the buffer grows whenever it is full: a small text needs little, a large one few reads. */
    private static final int USUAL = 16_384;

    /** In characters. A driver sends a statement whole, and makes several copies of it on the way. */
    private static final int LARGEST = 1 << 26;

    /** Where a text begins. */
    static final TextPosition BEGINNING = new TextPosition(1, 1);

    private final Reader source;
    private final @Nullable String file;
    private final LineCounter counter;
    private char[] chars;
    private int mark;
    private int position;
    private int limit;
    private boolean ended;

    CharWindow(Reader source, int capacity, @Nullable String file) {
        this.source = source;
        this.file = file;
        this.counter = new LineCounter(BEGINNING);
        this.chars = new char[capacity];
    }

    /** A window on all of a text, which begins at a place of the file. */
    CharWindow(char[] text, TextPosition start, @Nullable String file) {
        this(text, 0, text.length, new LineCounter(start), file);
    }

    private CharWindow(char[] text, int from, int to, LineCounter counter, @Nullable String file) {
        this.source = Reader.nullReader();
        this.file = file;
        this.counter = counter;
        this.chars = text;
        this.mark = from;
        this.position = from;
        this.limit = to;
        this.ended = true;
    }

    /** A window on what lies between two offsets of this one, for as long as nothing more is taken from this one. */
    CharWindow between(int from, int to) {
        return new CharWindow(chars, mark + from, mark + to, new LineCounter(BEGINNING), file);
    }

    /** The next character, or -1 at the end of the text. */
    int peek() {
        return position < limit || fill() ? chars[position] : -1;
    }

    /** The character so many places further on, or -1 after the end of the text. */
    int peek(int ahead) {
        while (limit - position <= ahead) {
            if (!fill()) {
                return -1;
            }
        }
        return chars[position + ahead];
    }

    /** Takes the next character; -1 at the end of the text. */
    int take() {
        return position < limit || fill() ? chars[position++] : -1;
    }

    /** Takes characters that were peeked before. */
    void advance(int count) {
        position += count;
    }

    /** Takes what is left of the line, without its end. */
    void skipLine() {
        skipTo('\n', '\r');
    }

    /** Takes everything before the next of two characters; false when the text ends without either. */
    boolean skipTo(char one, char other) {
        do {
            // Local, or each character costs a read of the fields
            char[] held = chars;
            int end = limit;
            int at = position;
            while (at < end && held[at] != one && held[at] != other) {
                at++;
            }
            position = at;
            if (at < end) {
                return true;
            }
        } while (fill());
        return false;
    }

    /** Takes the characters that may stand in an identifier. */
    void skipWord() {
        do {
            char[] held = chars;
            int end = limit;
            int at = position;
            while (at < end && SqlLexer.isWordPart(held[at])) {
                at++;
            }
            position = at;
            if (at < end) {
                return;
            }
        } while (fill());
    }

    /** Takes the end of a line (LF, CR or CRLF) if one is next. */
    boolean skipLineEnd() {
        int c = peek();
        if (c == '\r' && peek(1) == '\n') {
            position++;
        }
        if (c == '\r' || c == '\n') {
            position++;
            return true;
        }
        return false;
    }

    /** Copies up to {@code length} characters that are at hand, through the end of a line at most, and takes them. */
    int takeWithinLine(char[] target, int at, int length) {
        int most = Math.min(limit, position + length);
        int end = position;
        while (end < most) {
            char c = chars[end++];
            if (c == '\n' || c == '\r') {
                break;
            }
        }
        int count = end - position;
        System.arraycopy(chars, position, target, at, count);
        position = end;
        return count;
    }

    /** Offset of the next character. */
    int offset() {
        return position - mark;
    }

    /** Goes back to an offset. */
    void rewind(int offset) {
        position = mark + offset;
    }

    char charAt(int offset) {
        return chars[mark + offset];
    }

    String text(int from, int to) {
        return new String(chars, mark + from, to - from);
    }

    /** Whether the characters between two offsets are the given lower-case ASCII word, in any case. */
    boolean isWord(int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((chars[mark + from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Lets go of everything before the next character. */
    void release() {
        counter.pass(chars, mark, position);
        mark = position;
    }

    /** Lets go of everything before the next character, which then stands where the text begins. */
    void releaseUncounted() {
        mark = position;
    }

    TextPosition positionAt(int offset) {
        LineCounter ahead = counter.copy();
        ahead.pass(chars, mark, mark + offset);
        return ahead.position();
    }

    /** An error at an offset; the message is a sentence without its end, which becomes the place. */
    InvalidRevisionFileException error(String what, String advice, TextPosition at) {
        String where = file == null
                ? "line " + at.line() + ", column " + at.column()
                : place(at).describe();
        return new InvalidRevisionFileException(what + " (" + where + "). " + advice, place(at));
    }

    private Place place(TextPosition at) {
        return new Place(null, file, at.line(), at.column());
    }

    /** Number of characters that the window can hold now. */
    int capacity() {
        return chars.length;
    }

    private boolean fill() {
        if (ended) {
            return false;
        }
        if (limit == chars.length) {
            makeRoom();
        }
        int count = read();
        ended = count < 0;
        limit += Math.max(count, 0);
        return !ended;
    }

    private int read() {
        try {
            int count;
            do {
                count = source.read(chars, limit, chars.length - limit);
            } while (count == 0);
            return count;
        } catch (IOException e) {
            String name = file == null ? "The SQL text" : file;
            Place place = file == null ? Place.UNKNOWN : Place.ofFile(file);
            throw new InvalidRevisionFileException(
                    name + " cannot be read: " + e.getMessage() + ". Check that the file is still there and readable.",
                    place,
                    e);
        }
    }

    // Moving is worth it only when it frees at least half, else one long token would be moved again and again
    private void makeRoom() {
        int held = limit - mark;
        if (chars.length >= USUAL && held <= chars.length / 2) {
            System.arraycopy(chars, mark, chars, 0, held);
        } else {
            chars = Arrays.copyOfRange(chars, mark, mark + largerThan(chars.length));
        }
        position -= mark;
        limit -= mark;
        mark = 0;
    }

    private int largerThan(int capacity) {
        if (capacity >= LARGEST) {
            throw error(
                    "The statement that begins here is longer than " + LARGEST + " characters",
                    "Split it, or load the data with COPY … FROM stdin.",
                    counter.position());
        }
        return capacity * 2;
    }
}
