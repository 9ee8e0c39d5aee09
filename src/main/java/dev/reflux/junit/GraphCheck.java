package dev.reflux.junit;

import dev.reflux.error.RefluxException;
import dev.reflux.revision.RevisionNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * Checks of the files alone.
 *
 * @param revisions those of the chain
 */
record GraphCheck(CheckedRevisions revisions) {

    void requireOneHead() {
        List<RevisionNode> heads = revisions.graph().heads();
        if (heads.size() > 1) {
            throw new AssertionFailedError("The graph has " + heads.size() + " heads: "
                    + heads.stream()
                            .map(head -> head.id() + " (" + head.source() + ")")
                            .collect(Collectors.joining(", "))
                    + ". Join them by a merge revision: reflux merge heads -m \"merge …\".");
        }
    }

    void requireDowngrades() {
        List<String> without = new ArrayList<>();
        for (String revision : revisions.orders().usual()) {
            Optional<RefluxException> missing = revisions.irreversible(revision);
            if (missing.isPresent() && revisions.reasonOfNoDowngrade(revision).isEmpty()) {
                without.add(
                        "  " + revisions.named(revision) + ": " + missing.get().getMessage());
            }
        }
        if (!without.isEmpty()) {
            throw new AssertionFailedError((without.size() == 1 ? "A revision has" : without.size() + " revisions have")
                    + " no downgrade and no reason why not:\n" + String.join("\n", without)
                    + "\nWrite a downgrade, or the reason into the file as a comment line \"irreversible: REASON\".");
        }
    }
}
