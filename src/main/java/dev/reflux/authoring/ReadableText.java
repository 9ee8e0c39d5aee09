package dev.reflux.authoring;

import dev.reflux.error.UsageException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Sees that what goes into a file for good is the text that somebody typed. */
final class ReadableText {

    /** What the JVM puts in place of bytes of an argument that are no text in the locale of the process. */
    private static final char REPLACEMENT = '\uFFFD';

    private ReadableText() {}

    /**
     * Checks a text.
     *
     * @param what what it is, as the beginning of a sentence
     * @throws UsageException if characters of it were lost on the way here, or it cannot be written in UTF-8
     */
    static void require(String what, @Nullable String text) {
        if (text == null) {
            return;
        }
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new UsageException(
                    what + " holds characters that could not be read. Set a locale that knows them, such"
                            + " as LC_ALL=C.UTF-8, and write it again.");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new UsageException(what + " holds half a character (a lone surrogate). Write it again.");
        }
    }
}
