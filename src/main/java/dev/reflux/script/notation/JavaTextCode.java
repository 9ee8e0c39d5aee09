package dev.reflux.script.notation;

import dev.reflux.script.notation.JavaCode.TextBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts as Java constants: SQL of several lines as a text block, all else as a string literal.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jls/se17/html/jls-3.html#jls-3.10.6">Text Blocks</a>
 */
final class JavaTextCode {

    /** A constant of a class file has at most 65,535 bytes; a character takes three at most. */
    private static final int LONGEST = 65_535 / 3;

    private JavaTextCode() {}

    static JavaCode of(String text) {
        if (text.length() > LONGEST) {
            return joined(text);
        }
        return isBlock(text) ? new TextBlock(lines(text)) : JavaCode.word(Escapes.java(text));
    }

    /** The parts of a constant expression would be one constant again. */
    private static JavaCode joined(String text) {
        List<JavaCode> parts = new ArrayList<>();
        parts.add(JavaCode.word("\"\""));
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(from + LONGEST, text.length());
            to -= to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0;
            parts.add(JavaCode.word(Escapes.java(text.substring(from, to))));
            from = to;
        }
        return JavaCode.call("String.join", parts);
    }

    /** Whether the compiler takes off the indentation that the layout adds, and no more. */
    private static boolean isBlock(String text) {
        return text.strip().indexOf('\n') >= 0
                && text.lines().anyMatch(line -> !line.isEmpty() && !isBlank(line.charAt(0)))
                && text.codePoints()
                        .allMatch(c -> isBlank(c) || c == '\n' || (!Escapes.isHidden(c) && !Character.isWhitespace(c)));
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    private static List<String> lines(String text) {
        String[] lines = text.split("\n", -1);
        List<String> escaped = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            escaped.add(line(lines[i], i == lines.length - 1));
        }
        return escaped;
    }

    /** No three quotes are together, none is before the delimiter, and no blank is at the end, where it would be lost. */
    private static String line(String line, boolean last) {
        StringBuilder escaped = new StringBuilder();
        int quotes = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean atEnd = i == line.length() - 1;
            quotes = c == '"' ? quotes + 1 : 0;
            boolean escape = c == '\\' || quotes == 3 || (quotes > 0 && atEnd && last);
            quotes %= 3;
            escaped.append(escape ? "\\" : "").append(atEnd && isBlank(c) ? (c == ' ' ? "\\s" : "\\t") : c);
        }
        return escaped.toString();
    }
}
