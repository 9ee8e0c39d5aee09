package dev.reflux.schema;

/** Whether a word is another one mistyped. */
final class TypingSlip {

    /** Shorter words are too often one letter from one another to tell. */
    private static final int SHORTEST = 5;

    private TypingSlip() {}

    /** Whether one letter more, less, other, or two swapped is all the difference to a word that is long enough. */
    static boolean between(String typed, String word) {
        if (word.length() < SHORTEST || typed.equals(word) || Math.abs(typed.length() - word.length()) > 1) {
            return false;
        }
        int first = 0;
        while (first < Math.min(typed.length(), word.length()) && typed.charAt(first) == word.charAt(first)) {
            first++;
        }
        String left = typed.substring(first);
        String right = word.substring(first);
        if (left.length() != right.length()) {
            return left.length() > right.length()
                    ? left.substring(1).equals(right)
                    : right.substring(1).equals(left);
        }
        return left.substring(1).equals(right.substring(1)) || swapped(left, right);
    }

    private static boolean swapped(String left, String right) {
        return left.length() > 1
                && left.charAt(0) == right.charAt(1)
                && left.charAt(1) == right.charAt(0)
                && left.substring(2).equals(right.substring(2));
    }
}
