package dev.reflux.script;

import dev.reflux.revision.Direction;

/** A {@code .yaml} file. */
record YamlRevision(RevisionHeader header, RevisionSource source) implements RevisionScript {

    private static final String FORMAT = "YAML";

    /**
     * Reads the operations, anew each time.
     *
     * @throws dev.reflux.error.InvalidRevisionFileException at the first place that cannot be carried out
     */
    YamlRevisionBody body() {
        return YamlRevisionBody.read(source);
    }

    @Override
    public void requireRunnable() {
        throw UnreadBody.of(this, FORMAT);
    }

    @Override
    public SqlRevisionSummary inspect() {
        throw UnreadBody.of(this, FORMAT);
    }

    @Override
    public SqlScript open(Direction direction) {
        throw UnreadBody.of(this, FORMAT);
    }
}
