package dev.reflux.error;

/**
 * Texts of others, such as what a database says, made fit for a terminal or a log: what would move a cursor, ring a bell or
 * turn the direction of writing is shown in place of being done.
 *
 * @see <a href="https://www.unicode.org/reports/tr36/">Unicode Technical Report 36: Security Considerations</a>
 */
public final class VisibleText {

    private static final int DELETE = 0x7F;
    private static final int LAST_C1 = 0x9F;

    private VisibleText() {}

    /**
     * The text with its control characters written as {@code \\uXXXX}: C0, but for tabs and line ends, DEL, C1, and the
     * embeddings, overrides and isolates of bidirectional text.
     */
    public static String of(String text) {
        int clean = cleanUpTo(text, 0);
        if (clean == text.length()) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        int from = 0;
        while (clean < text.length()) {
            visible.append(text, from, clean).append(String.format("\\u%04X", (int) text.charAt(clean)));
            from = clean + 1;
            clean = cleanUpTo(text, from);
        }
        return visible.append(text, from, clean).toString();
    }

    private static int cleanUpTo(String text, int from) {
        int at = from;
        while (at < text.length() && !isControl(text, at)) {
            at++;
        }
        return at;
    }

    private static boolean isControl(String text, int at) {
        char c = text.charAt(at);
        return switch (c) {
            case '\n', '\t' -> false;
            case '\r' -> at + 1 == text.length() || text.charAt(at + 1) != '\n';
            default -> c < ' ' || (c >= DELETE && c <= LAST_C1) || isDirection(c);
        };
    }

    private static boolean isDirection(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    }
}
