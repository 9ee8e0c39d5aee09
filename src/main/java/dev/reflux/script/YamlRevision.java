package dev.reflux.script;

/**
 * A {@code .yaml} file.
 *
 * @param header what the file says of the revision itself
 * @param source the file
 */
public record YamlRevision(RevisionHeader header, RevisionSource source) implements RevisionScript {}
