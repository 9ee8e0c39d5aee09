package dev.reflux.revision;

import java.util.Optional;
import java.util.Set;

/** What a revision id and a branch label may be made of. */
final class NameRules {

    private static final int LONGEST_ID = 64;
    private static final String RESERVED_IN_IDS = "@+-:,";

    /** A label may hold + and -, as in Alembic; the others would make it impossible to name. */
    private static final String RESERVED_IN_LABELS = "@:,";

    private static final Set<String> WORDS_OF_TARGETS = Set.of("head", "heads", "base", "current");

    private NameRules() {}

    /** What is wrong with an id, as the rest of a sentence; empty when nothing is. */
    static Optional<String> faultOfId(String id) {
        if (id.codePointCount(0, id.length()) > LONGEST_ID) {
            return Optional.of("is longer than " + LONGEST_ID + " characters");
        }
        return fault(id, RESERVED_IN_IDS);
    }

    /** What is wrong with a branch label, as the rest of a sentence; empty when nothing is. */
    static Optional<String> faultOfLabel(String label) {
        return fault(label, RESERVED_IN_LABELS);
    }

    /**
     * What is wrong with a new id or label besides, as the rest of a sentence. Files that have such a name already are
     * read, as Alembic reads them.
     */
    static Optional<String> faultOfNewName(String name) {
        return WORDS_OF_TARGETS.contains(name)
                ? Optional.of("is a word with a meaning of its own in targets, which would hide it")
                : Optional.empty();
    }

    private static Optional<String> fault(String name, String reserved) {
        if (name.isEmpty()) {
            return Optional.of("is empty");
        }
        if (isBlank(name.codePointAt(0)) || isBlank(name.codePointBefore(name.length()))) {
            return Optional.of("begins or ends with a blank");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isISOControl(c)) {
                return Optional.of("holds a control character");
            }
            if (reserved.indexOf(c) >= 0) {
                return Optional.of("holds one of the characters " + String.join(" ", reserved.split("")));
            }
        }
        return Optional.empty();
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** The name as it may be shown on one line. */
    static String shown(String name) {
        StringBuilder text = new StringBuilder("'");
        name.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                text.append(String.format("\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.append('\'').toString();
    }
}
