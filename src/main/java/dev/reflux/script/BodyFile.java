package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.sql.TextPosition;

/**
 * The file that a body is read from.
 *
 * @param name as the user knows it
 * @param revision id of the revision in it
 */
record BodyFile(String name, String revision) {

    /** The error that something at a place is wrong. */
    InvalidRevisionFileException error(TextPosition position, String sentences) {
        return SourceText.error(
                Place.of(name, position.line(), position.column()).inRevision(revision), sentences);
    }
}
