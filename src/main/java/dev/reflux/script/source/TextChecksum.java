package dev.reflux.script.source;

import dev.reflux.error.InternalException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a UTF-8 text that does not depend on how it was checked out: the byte-order mark does not count, and CRLF and
 * CR count as LF.
 */
public final class TextChecksum {

    private static final int BUFFER = 1 << 13;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Never fed, only cloned: looking the algorithm up makes threads wait for each other. */
    private static final MessageDigest EMPTY = sha256();

    private final MessageDigest digest = fresh();
    private int matched;
    private boolean started;
    private boolean afterCarriageReturn;

    /**
     * The checksum of a file, which is not read as anything but bytes.
     *
     * @return lower-case hex
     * @throws dev.reflux.error.InvalidRevisionFileException when it cannot be read
     */
    public static String of(RevisionSource source) {
        TextChecksum checksum = new TextChecksum();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = source.open()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                checksum.update(buffer, 0, count);
            }
        } catch (IOException e) {
            throw source.unreadable(e);
        }
        return checksum.finish();
    }

    /** Takes the next bytes of the text. */
    public void update(byte[] bytes, int from, int length) {
        int start = from;
        while (!started && start < from + length) {
            passStart(bytes[start++]);
        }
        fold(bytes, start, from + length);
    }

    /** Lower-case hex of the text so far; ends the checksum. */
    public String finish() {
        if (!started) {
            digest.update(BYTE_ORDER_MARK, 0, matched);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void passStart(byte b) {
        if (b == BYTE_ORDER_MARK[matched]) {
            matched++;
            started = matched == BYTE_ORDER_MARK.length;
        } else {
            started = true;
            digest.update(BYTE_ORDER_MARK, 0, matched);
            fold(new byte[] {b}, 0, 1);
        }
    }

    private void fold(byte[] bytes, int from, int to) {
        int pending = from;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '\r' || (b == '\n' && afterCarriageReturn)) {
                digest.update(bytes, pending, i - pending);
                pending = i + 1;
            }
            if (b == '\r') {
                digest.update((byte) '\n');
            }
            afterCarriageReturn = b == '\r';
        }
        digest.update(bytes, pending, to - pending);
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new InternalException("This Java runtime lacks SHA-256. Use a complete runtime.", Place.UNKNOWN, e);
        }
    }
}
