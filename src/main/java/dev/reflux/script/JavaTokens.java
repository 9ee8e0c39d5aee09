package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.JavaToken.Kind;

/**
 * Divides Java source into words, with one word of lookahead (Java Language Specification 3.5 to 3.11). Enough to find an
 * annotation and its literals: operators come out one character at a time, which only a compiler would mind.
 */
final class JavaTokens {

    private static final String TEXT_BLOCK = "\"\"\"";

    private final JavaText text;
    private int position;
    private JavaToken next;

    JavaTokens(JavaText text) {
        this.text = text;
        this.next = scan();
    }

    /** The next word, left where it is. */
    JavaToken peek() {
        return next;
    }

    /** Takes the next word; at the end of the file, the end again and again. */
    JavaToken take() {
        JavaToken taken = next;
        if (taken.kind() != Kind.END) {
            next = scan();
        }
        return taken;
    }

    /** Where a word begins. */
    Place place(JavaToken token) {
        return text.placeAt(token.index());
    }

    /** The error that something about a word is wrong. */
    InvalidRevisionFileException error(JavaToken token, String sentences) {
        return text.error(token.index(), sentences);
    }

    private JavaToken scan() {
        passBlanksAndComments();
        int start = position;
        if (start >= text.length()) {
            return new JavaToken(Kind.END, "", start);
        }
        char c = text.at(start);
        if (text.startsWith(TEXT_BLOCK, start)) {
            return textBlock(start);
        }
        if (c == '"') {
            return string(start);
        }
        if (c == '\'') {
            passQuoted('\'', "character literal");
            return new JavaToken(Kind.OTHER, "", start);
        }
        return wordOrSymbol(start);
    }

    private JavaToken wordOrSymbol(int start) {
        int first = text.codePointAt(start);
        passCodePoint();
        if (!Character.isJavaIdentifierPart(first) || Character.isIdentifierIgnorable(first)) {
            return new JavaToken(Kind.SYMBOL, text.substring(start, position), start);
        }
        while (position < text.length() && Character.isJavaIdentifierPart(text.codePointAt(position))) {
            passCodePoint();
        }
        return Character.isJavaIdentifierStart(first)
                ? new JavaToken(Kind.NAME, text.substring(start, position), start)
                : new JavaToken(Kind.OTHER, "", start);
    }

    private void passCodePoint() {
        position += Character.charCount(text.codePointAt(position));
    }

    private void passBlanksAndComments() {
        while (position < text.length()) {
            if (text.startsWith("//", position)) {
                passLine();
            } else if (text.startsWith("/*", position)) {
                passComment();
            } else if (Character.isWhitespace(text.at(position))) {
                position++;
            } else {
                return;
            }
        }
    }

    private void passLine() {
        while (position < text.length() && !isLineEnd(text.at(position))) {
            position++;
        }
    }

    private void passComment() {
        int start = position;
        position += 2;
        while (!text.startsWith("*/", position)) {
            requireMore(start, "comment");
            position++;
        }
        position += 2;
    }

    private JavaToken string(int start) {
        passQuoted('"', "string");
        return new JavaToken(Kind.TEXT, unescaped(text.substring(start + 1, position - 1), start), start);
    }

    private void passQuoted(char quote, String what) {
        int start = position++;
        while (text.at(position) != quote || position >= text.length()) {
            position += text.at(position) == '\\' ? 1 : 0;
            requireMore(start, what);
            if (isLineEnd(text.at(position))) {
                throw text.error(start, "The " + what + " that begins here is not closed on its line. Close it.");
            }
            position++;
        }
        position++;
    }

    private JavaToken textBlock(int start) {
        position += TEXT_BLOCK.length();
        while (!isLineEnd(text.at(position)) && Character.isWhitespace(text.at(position))) {
            position++;
        }
        if (!isLineEnd(text.at(position))) {
            throw text.error(start, "A text block must begin on a line of its own. Break the line after the quotes.");
        }
        position += text.startsWith("\r\n", position) ? 2 : 1;
        int content = position;
        while (!text.startsWith(TEXT_BLOCK, position)) {
            position += text.at(position) == '\\' ? 2 : 1;
            requireMore(start, "text block");
        }
        String raw = text.substring(content, position);
        position += TEXT_BLOCK.length();
        return new JavaToken(Kind.TEXT, unescaped(raw.stripIndent(), start), start);
    }

    private String unescaped(String raw, int start) {
        try {
            return raw.translateEscapes();
        } catch (IllegalArgumentException e) {
            throw text.error(start, "The string that begins here holds an escape that Java does not know. Correct it.");
        }
    }

    private void requireMore(int start, String what) {
        if (position >= text.length()) {
            throw text.error(start, "The " + what + " that begins here is not closed. Close it; the file ends before.");
        }
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
