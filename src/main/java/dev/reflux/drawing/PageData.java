package dev.reflux.drawing;

import dev.reflux.revision.RevisionDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the page's script knows of each revision, as JSON. */
final class PageData {

    private final Function<String, RevisionBody> bodies;

    private final Map<String, List<String>> neededBy = new LinkedHashMap<>();

    private PageData(GraphPicture picture, Function<String, RevisionBody> bodies) {
        this.bodies = bodies;
        for (PicturedRevision revision : picture.revisions()) {
            revision.details().dependencies().forEach(other -> neededBy.computeIfAbsent(other, id -> new ArrayList<>())
                    .add(revision.id()));
        }
    }

    /** An array in the order of the picture, safe inside of a script element. */
    static String of(GraphPicture picture, Function<String, RevisionBody> bodies) {
        PageData data = new PageData(picture, bodies);
        return JsonText.of(picture.revisions().stream().map(data::describe).toList());
    }

    private Map<String, @Nullable Object> describe(PicturedRevision revision) {
        RevisionDetails details = revision.details();
        RevisionState state = revision.state();
        RevisionBody body = bodies.apply(revision.id());
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", revision.id());
        members.put("message", details.node().message());
        members.put("state", state == null ? null : state.name().toLowerCase(Locale.ROOT));
        members.put("places", places(details));
        members.put("downRevisions", details.node().downRevisions());
        members.put("children", details.children());
        members.put("dependsOn", details.dependencies());
        members.put("neededBy", neededBy.getOrDefault(revision.id(), List.of()));
        members.put("labels", details.node().branchLabels());
        members.put("branches", details.effectiveLabels());
        members.put("created", revision.created());
        members.put("file", details.node().source());
        members.put("upgrade", body.upgrade());
        members.put("downgrade", body.downgrade());
        return members;
    }

    private static List<String> places(RevisionDetails details) {
        List<String> places = new ArrayList<>();
        if (details.head()) {
            places.add("head");
        }
        if (details.base()) {
            places.add("base");
        }
        if (details.branchPoint()) {
            places.add("branch point");
        }
        if (details.mergePoint()) {
            places.add("merge point");
        }
        return places;
    }
}
