package dev.reflux.script.notation;

/** What a message shows of a text from a file, which may be of any length. */
public final class Excerpt {

    private static final int LONGEST = 40;

    private Excerpt() {}

    /** The first line, or as much of it as a sentence can hold. */
    public static String of(String text) {
        String line = text.strip().replaceAll("(?s)\\p{Cntrl}.*", "…");
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)).strip() + "…";
    }
}
