package dev.reflux.authoring;

import java.util.Objects;

/**
 * A revision file that was written.
 *
 * @param file its path, as the user knows it
 * @param revision id of the revision
 */
public record NewRevisionFile(String file, String revision) {

    /** Checks that both are there. */
    public NewRevisionFile {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(revision, "revision");
    }
}
