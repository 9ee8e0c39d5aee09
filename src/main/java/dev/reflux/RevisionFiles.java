package dev.reflux;

import dev.reflux.error.Place;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.error.UsageException;
import dev.reflux.revision.RevisionNode;
import dev.reflux.script.RevisionScript;
import dev.reflux.script.ScriptDirectory;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the one file that a target means. */
final class RevisionFiles {

    private final ScriptDirectory scripts;

    RevisionFiles(ScriptDirectory scripts) {
        this.scripts = scripts;
    }

    RevisionFile of(String target) {
        List<RevisionNode> named = scripts.graph().resolve(target);
        if (named.isEmpty()) {
            throw new UsageException("The target " + target + " names no revision. Give an id or a branch label.");
        }
        return only("The target " + target + " names", named);
    }

    RevisionFile current(List<String> heads) {
        List<RevisionNode> rows = Listings.currentRows(scripts.graph(), heads);
        if (rows.isEmpty()) {
            throw new RevisionGraphException(
                    Kind.NOT_FOUND, "No revision is applied, so that current names none. Give an id.");
        }
        return only("The database has", rows);
    }

    private RevisionFile only(String beginning, List<RevisionNode> named) {
        if (named.size() > 1) {
            throw new RevisionGraphException(
                    Kind.MULTIPLE_HEADS,
                    beginning + " several revisions: "
                            + named.stream().map(RevisionNode::id).collect(Collectors.joining(", "))
                            + ". Name one of them.");
        }
        return file(named.get(0));
    }

    private RevisionFile file(RevisionNode node) {
        RevisionScript script = scripts.script(node.id());
        return script.source()
                .file()
                .map(path -> new RevisionFile(node.id(), script.name(), path))
                .orElseThrow(() -> new UsageException(
                        "Revision " + node.id() + " is inside a jar, and so cannot be edited: " + script.name()
                                + ". Edit the file that it was packaged from.",
                        Place.ofFile(script.name()).inRevision(node.id())));
    }
}
