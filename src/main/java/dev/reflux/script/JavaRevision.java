package dev.reflux.script;

/**
 * A {@code .java} file.
 *
 * @param header what the file says of the revision itself
 * @param source the file
 */
public record JavaRevision(RevisionHeader header, RevisionSource source) implements RevisionScript {}
