package dev.reflux.revision;

import static dev.reflux.revision.NameRules.shown;
import static dev.reflux.revision.Topology.BASE;

import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.error.UsageException;
import java.util.HashSet;
import java.util.List;

/**
 * Finds the place of a revision that is about to be written.
 *
 * <p>Follows Alembic's {@code ScriptDirectory.generate_revision}; an id or label that is taken is refused here already.
 */
final class RevisionPlacer {

    private final Topology topology;
    private final Names names;
    private final Resolver resolver;
    private final BranchLabels labels;

    RevisionPlacer(Topology topology, Names names, Resolver resolver, BranchLabels labels) {
        this.topology = topology;
        this.names = names;
        this.resolver = resolver;
        this.labels = labels;
    }

    Placement place(NewRevision wanted) {
        refuseBadId(wanted.id());
        List<Integer> heads = resolver.resolve(wanted.heads());
        if (new HashSet<>(heads).size() < heads.size()) {
            throw new UsageException("The heads " + String.join(" ", wanted.heads())
                    + " name a revision more than once. Name each once.");
        }
        if (!wanted.splice()) {
            heads.forEach(this::refuseWithChildren);
        }
        wanted.branchLabels().forEach(label -> refuseBadLabel(label, wanted.id()));
        if (new HashSet<>(wanted.branchLabels()).size() < wanted.branchLabels().size()) {
            throw new UsageException("A branch label is given more than once. Give each once.");
        }
        return new Placement(
                heads.stream().map(topology::id).toList(),
                wanted.dependsOn().stream().map(this::dependency).toList(),
                wanted.branchLabels());
    }

    private void refuseBadId(String id) {
        NameRules.faultOfId(id).or(() -> NameRules.faultOfNewName(id)).ifPresent(fault -> {
            throw new RevisionGraphException(
                    Kind.INVALID_REVISION_ID, "Revision id " + shown(id) + " " + fault + ". Choose another id.");
        });
        Integer taken = names.exact(id);
        if (taken != null) {
            throw new RevisionGraphException(
                    Kind.DUPLICATE_REVISION,
                    "Revision id " + shown(id) + " is already the id or a label of "
                            + GraphBuilder.named(topology.node(taken)) + ". Choose another id.");
        }
    }

    private void refuseBadLabel(String label, String ownId) {
        NameRules.faultOfLabel(label).or(() -> NameRules.faultOfNewName(label)).ifPresent(fault -> {
            throw new RevisionGraphException(
                    Kind.INVALID_REVISION_ID, "Branch label " + shown(label) + " " + fault + ". Choose another label.");
        });
        if (label.equals(ownId)) {
            throw new RevisionGraphException(
                    Kind.DUPLICATE_BRANCH_LABEL,
                    "Branch label " + shown(label) + " is the id of the new revision itself. Choose another label.");
        }
        Integer taken = names.exact(label);
        if (taken != null) {
            throw new RevisionGraphException(
                    Kind.DUPLICATE_BRANCH_LABEL,
                    "Branch label " + shown(label) + " is already the id or a label of "
                            + GraphBuilder.named(topology.node(taken)) + ". Choose another label.");
        }
    }

    private void refuseWithChildren(int head) {
        if (topology.versioned().up(head).length > 0) {
            throw new RevisionGraphException(
                    Kind.NOT_A_HEAD,
                    "Revision " + shown(topology.id(head)) + " is not a head. Name a head, or use --splice to begin a"
                            + " new branch there.");
        }
    }

    private String dependency(String target) {
        int revision = resolver.resolveOne(target);
        if (revision == BASE) {
            throw new UsageException(
                    "Dependency " + shown(target) + " names no revision. Give an id or a branch label.");
        }
        return labels.of(revision).contains(target) ? target : topology.id(revision);
    }
}
