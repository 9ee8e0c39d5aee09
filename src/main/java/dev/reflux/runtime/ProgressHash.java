package dev.reflux.runtime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A hash over the statements of a revision that are done, one after the other; lower-case hex SHA-256. Immutable. */
record ProgressHash(String hex) {

    /** Over no statement. */
    static final ProgressHash START = new ProgressHash("");

    /** The hash after one more statement. */
    ProgressHash with(String statement) {
        MessageDigest digest = sha256();
        digest.update(hex.getBytes(StandardCharsets.US_ASCII));
        digest.update(statement.getBytes(StandardCharsets.UTF_8));
        return new ProgressHash(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
