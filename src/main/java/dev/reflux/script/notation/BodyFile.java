package dev.reflux.script.notation;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.source.SourceText;
import dev.reflux.sql.TextPosition;

/**
 * The file that a body is read from.
 *
 * @param name as the user knows it
 * @param revision id of the revision in it
 */
public record BodyFile(String name, String revision) {

    /** The error that something at a place is wrong. */
    public InvalidRevisionFileException error(TextPosition position, String sentences) {
        return SourceText.error(
                Place.of(name, position.line(), position.column()).inRevision(revision), sentences);
    }
}
