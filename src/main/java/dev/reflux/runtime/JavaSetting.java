package dev.reflux.runtime;

import dev.reflux.script.AuthorClass;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a Java revision runs in.
 *
 * @param author the class of the revision
 * @param compiler makes statements of what it calls
 * @param placeholders placeholders by name
 * @param keepsHistory whether the progress of a revision is recorded
 * @param offline whether a script is written
 * @param mask hides secrets in what an author's exception says
 */
record JavaSetting(
        AuthorClass author,
        JavaStatements compiler,
        Map<String, String> placeholders,
        boolean keepsHistory,
        boolean offline,
        UnaryOperator<String> mask) {

    /** Copies the placeholders. */
    JavaSetting {
        placeholders = Map.copyOf(placeholders);
    }
}
