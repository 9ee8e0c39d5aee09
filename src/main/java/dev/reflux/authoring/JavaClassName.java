package dev.reflux.authoring;

import java.util.Set;
import java.util.function.Predicate;

/** The name of a Java revision's class, and so of its file. */
final class JavaClassName {

    private static final String PREFIX = "Revision";

    /** What a revision imports or extends; a class of its own by such a name would stand before it. */
    private static final Set<String> IMPORTED = Set.of(
            "Migration", "ReactiveMigration", "Operations", "ReactiveOperations", "Revision", "Columns", "Types");

    private JavaClassName() {}

    /**
     * The words of the message, each with a capital, else the id; with the id at the end where that is taken.
     *
     * @param taken whether a class has a name already
     */
    static String of(RevisionDraft draft, Predicate<String> taken) {
        StringBuilder name = new StringBuilder();
        for (String word : Slug.of(draft.message()).split("_", -1)) {
            capitalized(word).codePoints().filter(JavaClassName::isPart).forEach(name::appendCodePoint);
        }
        if (name.isEmpty()) {
            return PREFIX + suffix(draft.id());
        }
        if (!Character.isJavaIdentifierStart(name.codePointAt(0))) {
            name.insert(0, PREFIX);
        }
        String chosen = name.toString();
        boolean free = !IMPORTED.contains(chosen) && !isJavaLang(chosen) && !taken.test(chosen);
        return free ? chosen : chosen + "_" + suffix(draft.id());
    }

    private static String capitalized(String word) {
        return word.isEmpty()
                ? word
                : Character.toString(Character.toTitleCase(word.codePointAt(0)))
                        + word.substring(word.offsetByCodePoints(0, 1));
    }

    private static String suffix(String id) {
        StringBuilder text = new StringBuilder();
        id.codePoints().forEach(c -> text.appendCodePoint(isPart(c) ? c : '_'));
        return text.toString();
    }

    private static boolean isPart(int c) {
        return Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    private static boolean isJavaLang(String name) {
        try {
            Class.forName("java.lang." + name, false, null);
            return true;
        } catch (ClassNotFoundException free) {
            return false;
        } catch (LinkageError otherCase) { // on a file system that does not tell cases apart
            return true;
        }
    }
}
