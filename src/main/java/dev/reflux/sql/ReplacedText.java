package dev.reflux.sql;

import java.util.List;

/**
 * A text in which placeholders were replaced, with the way back to the text before.
 *
 * @param before the text with its placeholders
 * @param text the text with their values
 * @param replacements what was replaced, in the order of the text
 */
public record ReplacedText(String before, String text, List<Replacement> replacements) {

    /**
     * One placeholder that was replaced; indexes count {@code char}s.
     *
     * @param from where it began in the text before
     * @param to where it ended there
     * @param start where its value begins now
     * @param length length of the value
     */
    public record Replacement(int from, int to, int start, int length) {}

    /** Copies the replacements. */
    public ReplacedText {
        replacements = List.copyOf(replacements);
    }

    /** The index in {@link #before()} that an index in {@link #text()} came from: within a value, its placeholder. */
    public int indexBefore(int index) {
        int shift = 0;
        for (Replacement replacement : replacements) {
            if (index < replacement.start()) {
                break;
            }
            if (index < replacement.start() + replacement.length()) {
                return replacement.from();
            }
            shift = replacement.to() - replacement.start() - replacement.length();
        }
        return Math.max(0, Math.min(index + shift, before.length()));
    }
}
