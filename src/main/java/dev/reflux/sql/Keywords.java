package dev.reflux.sql;

import java.util.Collection;

/** A set of keywords, each looked up where it stands in a text, in any case and without a string being made of it. */
final class Keywords {

    private static final int FEWEST_SLOTS = 16;

    /** Open addressing; at least three of four are free. */
    private final String[] slots;

    /** Takes words of upper-case ASCII letters and underscores. */
    Keywords(Collection<String> words) {
        slots = new String[Math.max(FEWEST_SLOTS, Integer.highestOneBit(Math.max(1, words.size())) * 8)];
        for (String word : words) {
            int slot = hash(word) & (slots.length - 1);
            while (slots[slot] != null && !slots[slot].equals(word)) {
                slot = following(slot);
            }
            slots[slot] = word;
        }
    }

    /** The keyword that stands between two offsets, in upper case; empty when it is another word. */
    String at(CharWindow in, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + upper(in.charAt(i));
        }
        int slot = hash & (slots.length - 1);
        for (String word = slots[slot]; word != null; word = slots[slot]) {
            if (isAt(word, in, from, to)) {
                return word;
            }
            slot = following(slot);
        }
        return "";
    }

    private static int hash(String word) {
        int hash = 0;
        for (int i = 0; i < word.length(); i++) {
            hash = 31 * hash + word.charAt(i);
        }
        return hash;
    }

    private int following(int slot) {
        return (slot + 1) & (slots.length - 1);
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
