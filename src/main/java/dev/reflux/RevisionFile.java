package dev.reflux;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The file of a revision.
 *
 * @param revision id of the revision
 * @param file its path, as the user knows it
 * @param path where it can be opened
 */
public record RevisionFile(String revision, String file, Path path) {

    /** Checks that all are there. */
    public RevisionFile {
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(path, "path");
    }
}
