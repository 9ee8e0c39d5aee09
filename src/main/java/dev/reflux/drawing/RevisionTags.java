package dev.reflux.drawing;

import dev.reflux.revision.RevisionDetails;
import java.util.ArrayList;
import java.util.List;

/** What a drawing tells of a revision beside its id and its message. */
final class RevisionTags {

    private RevisionTags() {}

    /** In the words of {@code history}: {@code (label) (head) (current)}; empty where there is nothing to tell. */
    static List<String> of(PicturedRevision revision) {
        RevisionDetails details = revision.details();
        List<String> tags = new ArrayList<>();
        if (!details.node().branchLabels().isEmpty()) {
            tags.add("(" + String.join(", ", details.node().branchLabels()) + ")");
        }
        if (details.head()) {
            tags.add(details.effectiveHead() ? "(head)" : "(effective head)");
        }
        if (revision.state() == RevisionState.CURRENT) {
            tags.add("(current)");
        }
        return List.copyOf(tags);
    }
}
