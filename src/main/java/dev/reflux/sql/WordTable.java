package dev.reflux.sql;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by keyword, each looked up where the keyword stands in a text, in any case and without a string being made of it.
 *
 * @param <V> what is looked up
 */
final class WordTable<V> {

    private static final int FEWEST_SLOTS = 8;

    /** Open addressing; at least half of them are free. */
    private final String[] words;

    private final Object[] values;

    /** Takes keywords of upper-case ASCII letters and underscores. */
    WordTable(Map<String, V> entries) {
        int slots = Math.max(FEWEST_SLOTS, 4 * Integer.highestOneBit(Math.max(1, entries.size())));
        words = new String[slots];
        values = new Object[slots];
        entries.forEach(this::put);
    }

    private void put(String word, V value) {
        int slot = word.hashCode() & (words.length - 1);
        while (words[slot] != null) {
            slot = following(slot);
        }
        words[slot] = word;
        values[slot] = value;
    }

    /** What belongs to the word between two offsets; null when it is no keyword of this table. */
    @SuppressWarnings("unchecked") // only put fills the array
    @Nullable
    V get(CharWindow in, int from, int to) {
        int slot = hash(in, from, to) & (words.length - 1);
        for (String word = words[slot]; word != null; word = words[slot]) {
            if (isAt(word, in, from, to)) {
                return (V) values[slot];
            }
            slot = following(slot);
        }
        return null;
    }

    /** That of {@link String#hashCode} of the word in upper case. */
    private static int hash(CharWindow in, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + upper(in.charAt(i));
        }
        return hash;
    }

    private int following(int slot) {
        return (slot + 1) & (words.length - 1);
    }

    private static boolean isAt(String word, CharWindow in, int from, int to) {
        if (word.length() != to - from) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != upper(in.charAt(from + i))) {
                return false;
            }
        }
        return true;
    }

    // PostgreSQL folds ASCII letters alone when it looks for keywords
    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - ('a' - 'A')) : c;
    }
}
