package dev.reflux.authoring;

import dev.reflux.error.ConfigException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a command line into words without a shell: at blanks outside quotes. Between single quotes all is literal; a
 * backslash makes a blank, a quote or a backslash literal (between double quotes: the latter two), and is itself literal
 * before anything else, so that Windows paths need no care.
 */
public final class CommandWords {

    private final String text;
    private final List<String> words = new ArrayList<>();
    private @Nullable StringBuilder word;
    private char quote;

    private CommandWords(String text) {
        this.text = text;
    }

    /**
     * The words of a command line, at least one.
     *
     * @param text the command line
     * @param origin where it comes from, as the beginning of a sentence
     * @throws ConfigException if it is blank or a quote is not closed
     */
    public static List<String> split(String text, String origin) {
        CommandWords words = new CommandWords(text);
        words.read();
        if (words.quote != 0) {
            throw new ConfigException(origin + " has a quote " + words.quote + " that is not closed: " + text
                    + ". Close it, or put a backslash before it.");
        }
        if (words.words.isEmpty() || words.words.get(0).isEmpty()) {
            throw new ConfigException(origin + " names no program. Begin it with one.");
        }
        return List.copyOf(words.words);
    }

    private void read() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && isEscapable(text.charAt(i + 1))) {
                append(text.charAt(++i));
            } else if (quote != 0) {
                readQuoted(c);
            } else {
                readBare(c);
            }
        }
        endWord();
    }

    private boolean isEscapable(char next) {
        return switch (quote) {
            case '\'' -> false;
            case '"' -> next == '"' || next == '\\';
            default -> next == '"' || next == '\'' || next == '\\' || Character.isWhitespace(next);
        };
    }

    private void readQuoted(char c) {
        if (c == quote) {
            quote = 0;
        } else {
            append(c);
        }
    }

    private void readBare(char c) {
        if (c == '\'' || c == '"') {
            quote = c;
            started();
        } else if (Character.isWhitespace(c)) {
            endWord();
        } else {
            append(c);
        }
    }

    private void append(char c) {
        started().append(c);
    }

    private StringBuilder started() {
        if (word == null) {
            word = new StringBuilder();
        }
        return word;
    }

    private void endWord() {
        if (word != null) {
            words.add(word.toString());
            word = null;
        }
    }
}
