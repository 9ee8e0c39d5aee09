package dev.reflux.drawing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a revision as its author wrote them.
 *
 * @param upgrade the way up; may be empty
 * @param downgrade the way down; null when the revision is irreversible
 */
public record RevisionBody(String upgrade, @Nullable String downgrade) {

    /** Needs a way up. */
    public RevisionBody {
        Objects.requireNonNull(upgrade, "upgrade");
    }
}
