package dev.reflux.script;

import dev.reflux.script.source.RevisionSource;

/**
 * A {@code .yaml} file.
 *
 * @param header what the file says of the revision itself
 * @param source the file
 */
public record YamlRevision(RevisionHeader header, RevisionSource source) implements RevisionScript {

    /**
     * Reads the operations, anew each time.
     *
     * @throws dev.reflux.error.InvalidRevisionFileException at the first place that cannot be carried out
     */
    public YamlRevisionBody body() {
        return YamlRevisionBody.read(source);
    }
}
