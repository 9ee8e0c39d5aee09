package dev.reflux.script.notation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word that was most likely meant. */
public final class Nearest {

    private static final int FARTHEST = 2;

    private Nearest() {}

    /** The nearest of the known words; empty when more than two letters differ, or more than half of them. */
    public static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.min(FARTHEST, candidate.length() / 2))
                .min(byDistance(word));
    }

    /** The nearest of the known words, of which there is one at least, however far it is. */
    public static String of(String word, Collection<String> known) {
        return known.stream().min(byDistance(word)).orElseThrow();
    }

    /** A word in the spelling of SQL and YAML files: {@code downRevision} and {@code Down-Revision} are one. */
    public static String folded(String word) {
        return RecordKey.snakeCase(word).replace('-', '_').replace(' ', '_');
    }

    private static Comparator<String> byDistance(String word) {
        return Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder());
    }

    // Levenshtein, with one row in memory
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
