package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.source.SourceText;
import java.util.Arrays;

/**
 * The characters of a Java source file as the language's grammar sees them: {@code \}{@code uXXXX} is the character that it
 * stands for, wherever it stands (Java Language Specification 3.3).
 */
final class JavaText {

    /** What is read past the end; the character itself in a file is no end, and is harmless. */
    static final char END = '\0';

    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private final SourceText source;
    private final char[] characters;
    private final int[] origins;
    private int length;

    JavaText(SourceText source) {
        this.source = source;
        this.characters = new char[source.text().length()];
        this.origins = new int[source.text().length() + 1];
        translate(source.text());
    }

    // A backslash counts as the start of an escape when an even number of backslashes stands before it
    private void translate(String text) {
        int backslashes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '\\' && backslashes % 2 == 0 && i + 1 < text.length() && text.charAt(i + 1) == 'u';
            if (escape) {
                int digits = i + 1;
                while (digits < text.length() && text.charAt(digits) == 'u') {
                    digits++;
                }
                put(decode(digits, i), i);
                i = digits + HEX_DIGITS - 1;
                backslashes = 0;
            } else {
                put(c, i);
                backslashes = c == '\\' ? backslashes + 1 : 0;
            }
        }
        origins[length] = text.length();
    }

    private void put(char c, int origin) {
        characters[length] = c;
        origins[length++] = origin;
    }

    private char decode(int digits, int start) {
        int code = 0;
        for (int i = digits; i < digits + HEX_DIGITS; i++) {
            char c = i < source.text().length() ? source.text().charAt(i) : END;
            int digit = c < 128 ? Character.digit(c, HEX) : -1;
            if (digit < 0) {
                throw source.error(
                        start, "This Unicode escape is no valid one. Write \\u and four hexadecimal digits.");
            }
            code = code * HEX + digit;
        }
        return (char) code;
    }

    /** Number of characters. */
    int length() {
        return length;
    }

    /** The character at an index, or {@link #END} past the end. */
    char at(int index) {
        return index < length ? characters[index] : END;
    }

    /** The code point at an index, or {@link #END} past the end. */
    int codePointAt(int index) {
        return index < length ? Character.codePointAt(characters, index, length) : END;
    }

    /** Whether the characters at an index are these. */
    boolean startsWith(String expected, int index) {
        int end = index + expected.length();
        return end <= length && Arrays.equals(characters, index, end, expected.toCharArray(), 0, expected.length());
    }

    String substring(int from, int to) {
        return new String(characters, from, to - from);
    }

    /** Where a character stands in the file. */
    Place placeAt(int index) {
        return source.placeAt(origins[Math.min(index, length)]);
    }

    /** The error that something about a character is wrong. */
    InvalidRevisionFileException error(int index, String sentences) {
        return SourceText.error(placeAt(index), sentences);
    }
}
