package dev.reflux.script.notation;

/** Texts between double quotes, with whatever could mislead a reader written as an escape. */
public final class Escapes {

    private Escapes() {}

    /** Whether a character is better seen as an escape: it is invisible, turns the text around, or ends a line. */
    public static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** Whether a text holds half of a surrogate pair, which only an escape can write, and which is no character. */
    public static boolean holdsHalfOfAPair(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return true;
            }
        }
        return false;
    }

    /**
     * A text as a string literal of Java, on one line.
     *
     * <p>The compiler reads {@code \}{@code uXXXX} before all else. A backslash that another one precedes begins no such
     * escape, so that doubled ones are safe.
     *
     * @see <a href="https://docs.oracle.com/javase/specs/jls/se17/html/jls-3.html#jls-3.3">Unicode escapes</a>
     */
    public static String java(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (isHidden(c) && c != '\n' && c != '\r' && c != '\t') {
                Character.toString(c).chars().forEach(unit -> text.append(String.format("\\u%04X", unit)));
            } else {
                append(text, c);
            }
        });
        return text.append('"').toString();
    }

    /**
     * A text as a double-quoted scalar of YAML, on one line.
     *
     * @see <a href="https://yaml.org/spec/1.2.2/#731-double-quoted-style">YAML 1.2, double-quoted style</a>
     */
    public static String yaml(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.codePoints().forEach(c -> append(text, c));
        return text.append('"').toString();
    }

    private static void append(StringBuilder text, int c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (isHidden(c)) {
                    text.append(c > 0xFFFF ? String.format("\\U%08X", c) : String.format("\\u%04X", c));
                } else {
                    text.appendCodePoint(c);
                }
            }
        }
    }
}
