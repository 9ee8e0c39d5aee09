package dev.reflux.revision;

import dev.reflux.error.Place;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is wrong with a set of revision files, so that one error tells it all. The first one gives the kind. */
final class Problems {

    private static final int SHOWN = 5;

    private record Problem(Kind kind, String message, Place place) {}

    private final List<Problem> found = new ArrayList<>();

    void add(Kind kind, RevisionNode node, String message) {
        found.add(new Problem(kind, message, Place.ofFile(node.source()).inRevision(node.id())));
    }

    void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        Problem first = found.get(0);
        String message = found.stream().limit(SHOWN).map(Problem::message).collect(Collectors.joining(" "));
        int hidden = found.size() - SHOWN;
        throw new RevisionGraphException(
                first.kind(),
                hidden > 0 ? message + " And " + hidden + " more of such faults." : message,
                first.place());
    }
}
