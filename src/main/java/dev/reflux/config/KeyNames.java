package dev.reflux.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Spelling of keys. */
final class KeyNames {

    private KeyNames() {}

    /** {@code scriptLocation} and {@code script-location} are one key. */
    static String kebab(String key) {
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char letter = key.charAt(i);
            boolean hump = i > 0 && Character.isUpperCase(letter) && Character.isLetterOrDigit(key.charAt(i - 1));
            kebab.append(hump ? "-" : "").append(hump ? Character.toLowerCase(letter) : letter);
        }
        return kebab.toString();
    }

    /** The known key that takes the fewest edits to reach; the first of several. */
    static String nearest(String key, Collection<String> known) {
        String kebab = kebab(key).replace('_', '-').toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(kebab, candidate)))
                .orElseThrow();
    }

    /** Levenshtein distance. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
