package dev.reflux.script.source;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes UTF-8 and refuses whatever is none, naming the line; hands the bytes to a checksum on the way. */
public final class Utf8Reader extends Reader {

    /** Most revision files fit into the first buffer, and thousands of them are read at once. */
    private static final int FIRST = 1024;

    private static final int SIZE = 8192;

    private final InputStream in;
    private final String file;
    private final @Nullable TextChecksum checksum;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private ByteBuffer bytes = ByteBuffer.allocate(FIRST).limit(0);
    private CharBuffer chars = CharBuffer.allocate(FIRST).limit(0);
    private boolean ended;
    private int line = 1;
    private boolean afterCarriageReturn;

    public Utf8Reader(InputStream in, String file, @Nullable TextChecksum checksum) {
        this.in = in;
        this.file = file;
        this.checksum = checksum;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (ended) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, from, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void decode() throws IOException {
        boolean last = !refill();
        int from = bytes.position();
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, last);
        pass(from, bytes.position());
        if (result.isError()) {
            throw malformed();
        }
        ended = last && result.isUnderflow();
        chars.flip();
    }

    private boolean refill() throws IOException {
        if (bytes.limit() == FIRST && bytes.capacity() == FIRST) {
            bytes = ByteBuffer.allocate(SIZE).put(bytes);
            chars = CharBuffer.allocate(SIZE);
        } else {
            bytes.compact();
        }
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + Math.max(count, 0));
        bytes.flip();
        return count >= 0;
    }

    private void pass(int from, int to) {
        if (checksum != null) {
            checksum.update(bytes.array(), from, to - from);
        }
        for (int i = from; i < to; i++) {
            byte b = bytes.get(i);
            if (b <= '\r' && b >= 0) {
                passControl(b);
            } else {
                afterCarriageReturn = false;
            }
        }
    }

    private void passControl(byte b) {
        if (b == 0) {
            throw refused("holds a NUL character", "PostgreSQL cannot take one; was the file saved as UTF-16?");
        }
        if (b == '\r' || (b == '\n' && !afterCarriageReturn)) {
            line++;
        }
        afterCarriageReturn = b == '\r';
    }

    private InvalidRevisionFileException malformed() {
        String found = String.format("holds the byte 0x%02X, which is no UTF-8 there", bytes.get(bytes.position()));
        return refused(found, "Save the file as UTF-8.");
    }

    private InvalidRevisionFileException refused(String what, String advice) {
        Place place = Place.ofLine(file, line);
        return new InvalidRevisionFileException("Line " + place.describe() + " " + what + ". " + advice, place);
    }
}
