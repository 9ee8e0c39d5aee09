package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;

/** The refusal of a body in a format of which only headers are read. */
final class UnreadBody {

    private UnreadBody() {}

    static InvalidRevisionFileException of(RevisionScript script, String format) {
        return new InvalidRevisionFileException(
                "This version of Reflux runs SQL revisions only, and revision " + script.id() + " (" + script.name()
                        + ") is written in " + format
                        + ". Write the revision as a .sql file with the same id, or stamp it once its changes were made"
                        + " by hand.",
                Place.ofFile(script.name()).inRevision(script.id()));
    }
}
