package dev.reflux.runtime;

import dev.reflux.dialect.AppliedRevision;
import dev.reflux.dialect.DatabaseState;
import dev.reflux.error.UsageException;
import dev.reflux.revision.RevisionNode;
import dev.reflux.runtime.Verification.Difference;
import dev.reflux.runtime.Verification.Kind;
import dev.reflux.script.ScriptDirectory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares the files of applied revisions with the history. */
final class Verifier {

    private final ScriptDirectory scripts;
    private final AheadDatabase database;
    private final Map<String, AppliedRevision> history;

    Verifier(ScriptDirectory scripts, DatabaseState state, List<AppliedRevision> history) {
        this.scripts = scripts;
        this.database = new AheadDatabase(scripts.graph(), state, history);
        this.history = history.stream().collect(Collectors.toMap(AppliedRevision::revision, Function.identity()));
    }

    Verification verify() {
        Set<String> applied = scripts.graph().applied(database.knownHeads());
        Map<String, String> files = AppliedFiles.checksums(scripts, applied);
        List<Difference> changed = new ArrayList<>();
        List<Difference> unrecorded = new ArrayList<>();
        for (RevisionNode node : scripts.graph().nodes()) {
            String recorded = recorded(node.id());
            String actual = files.get(node.id());
            if (!applied.contains(node.id())) {
                continue;
            }
            if (recorded == null || actual == null) {
                unrecorded.add(difference(Kind.UNRECORDED, node.id(), node.source(), actual));
            } else if (!recorded.equals(actual)) {
                changed.add(difference(Kind.CHANGED, node.id(), node.source(), actual));
            }
        }
        List<Difference> all = new ArrayList<>(changed);
        database.revisions().forEach(id -> all.add(difference(Kind.MISSING, id, null, null)));
        all.addAll(unrecorded);
        return new Verification(applied.size() + database.revisions().size(), all);
    }

    /** Refuses revisions that are not applied, of which there is nothing to accept. */
    void requireApplied(Set<String> wanted) {
        List<String> others = new ArrayList<>(wanted);
        others.removeAll(scripts.graph().applied(database.knownHeads()));
        if (!others.isEmpty()) {
            Collections.sort(others);
            throw new UsageException("Not applied: " + String.join(", ", others)
                    + ". Only the file of an applied revision can be accepted; leave out the others.");
        }
    }

    private @Nullable String recorded(String id) {
        AppliedRevision known = history.get(id);
        return known == null ? null : known.checksum();
    }

    private Difference difference(Kind kind, String id, @Nullable String file, @Nullable String actual) {
        AppliedRevision known = history.get(id);
        return known == null
                ? new Difference(kind, id, file, null, actual, null, null)
                : new Difference(kind, id, file, known.checksum(), actual, known.appliedAt(), known.appliedBy());
    }
}
