package dev.reflux.dialect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** What a message that reads the state learns of the checksums in the history. */
public sealed interface RecordedChecksums {

    /** Nobody asked. */
    record Unread() implements RecordedChecksums {}

    /** They are exactly the expected ones, of no revision more and none fewer. */
    record AsExpected() implements RecordedChecksums {}

    /**
     * They are others.
     *
     * @param checksums by revision, for those that the history holds for applied and has a checksum of
     */
    record Listed(Map<String, String> checksums) implements RecordedChecksums {

        /** Copies the map. */
        public Listed {
            checksums = Map.copyOf(checksums);
        }
    }

    /**
     * One checksum for many, by which a server tells whether it holds just these without sending them.
     *
     * @param checksums by revision
     * @return lower-case hex SHA-256 of a line {@code revision checksum} for each, sorted by revision as by its UTF-8
     */
    static String fingerprint(Map<String, String> checksums) {
        MessageDigest digest = sha256();
        checksums.entrySet().stream()
                .map(each -> (each.getKey() + ' ' + each.getValue() + '\n').getBytes(StandardCharsets.UTF_8))
                .sorted(Arrays::compareUnsigned)
                .forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256", e);
        }
    }
}
