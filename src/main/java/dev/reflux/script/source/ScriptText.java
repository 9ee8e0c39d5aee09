package dev.reflux.script.source;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a revision file as its author wrote it, comments included, for people to read.
 *
 * @param upgrade the way up, without blank lines at its ends; cut off, with a line that says so, where it is very long
 * @param downgrade the way down, likewise; null when there is none
 */
public record ScriptText(String upgrade, @Nullable String downgrade) {

    /** Needs a way up. */
    public ScriptText {
        Objects.requireNonNull(upgrade, "upgrade");
    }

    /**
     * All of a file.
     *
     * @throws dev.reflux.error.InvalidRevisionFileException when it cannot be read, or is no UTF-8
     */
    public static ScriptText whole(RevisionSource source) {
        try (SourceLines lines = SourceLines.of(source)) {
            return new ScriptText(lines.readTo(Integer.MAX_VALUE), null);
        }
    }
}
