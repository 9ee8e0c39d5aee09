package dev.reflux.junit;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A digest of values that is equal only where their types and contents are: null is not the text {@code null}, and arrays
 * count by what they hold. Not for several threads.
 */
final class ContentDigest {

    private final MessageDigest digest = sha256();

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Adds values in their order; collections and maps count in theirs. */
    ContentDigest add(@Nullable Object... values) {
        for (Object value : values) {
            addOne(value);
        }
        return this;
    }

    private void addOne(@Nullable Object value) {
        if (value == null) {
            addText("null", "");
        } else if (value instanceof Map<?, ?> map) {
            addText("map", String.valueOf(map.size()));
            map.forEach(this::add);
        } else if (value instanceof Collection<?> values) {
            addText("list", "");
            values.forEach(this::addOne);
            addText("end", "");
        } else if (value.getClass().isArray()) {
            addArray(value);
        } else {
            addText(value.getClass().getName(), value.toString());
        }
    }

    private void addArray(Object array) {
        int length = Array.getLength(array);
        addText(array.getClass().getName(), String.valueOf(length));
        for (int i = 0; i < length; i++) {
            addOne(Array.get(array, i));
        }
    }

    /** With the lengths, so that no text can pass for the end of one and the beginning of another. */
    private void addText(String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((type + ' ' + bytes.length + ' ').getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    /** In hexadecimal digits; the digest begins anew. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
