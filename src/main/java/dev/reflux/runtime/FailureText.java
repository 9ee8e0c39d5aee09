package dev.reflux.runtime;

import dev.reflux.config.RefluxConfig;

/**
 * Why a step failed, as the history keeps it: without passwords, not longer than anyone reads, and storable.
 *
 * @param stored the text
 */
record FailureText(String stored) {

    private static final int MOST_CHARACTERS = 8_000;

    static FailureText of(Throwable failure, RefluxConfig config) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return new FailureText(shortened(storable(config.mask(message))));
    }

    /** No database text holds a NUL, and half of a surrogate pair is no character. */
    private static String storable(String text) {
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
                .forEach(storable::appendCodePoint);
        return storable.toString();
    }

    private static String shortened(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1)) ? MOST_CHARACTERS - 1 : MOST_CHARACTERS;
        return text.substring(0, end) + "… (" + (text.length() - end) + " more characters)";
    }

    /** The same for a database whose encoding lacks characters of it. */
    String ascii() {
        return stored.replaceAll("[^\\x00-\\x7F]", "?");
    }
}
