package dev.reflux.revision;

import static dev.reflux.revision.Topology.BASE;

import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads targets that do not depend on the database.
 *
 * <p>Follows Alembic's {@code get_revisions}, {@code get_revision}, {@code _resolve_revision_number},
 * {@code _revision_for_ident} and {@code filter_for_lineage}. Revisions are numbers of the {@link Topology}.
 */
final class Resolver {

    private static final Pattern BELOW_HEADS = Pattern.compile("-0*[1-9][0-9]*");

    private final Topology topology;
    private final Names names;
    private final BranchLabels labels;
    private final Walker walker;

    Resolver(Topology topology, Names names, BranchLabels labels) {
        this.topology = topology;
        this.names = names;
        this.labels = labels;
        this.walker = new Walker(topology);
    }

    /** A target with its symbols replaced: names still to be looked up, and the branch they must be on. */
    private record Numbers(List<String> ids, @Nullable String label) {}

    /** A branch that names must be on, found once for all of them. */
    private record Branch(String name, BitSet members) {

        static @Nullable Branch of(@Nullable String name, Resolver resolver) {
            return name == null
                    ? null
                    : new Branch(name, resolver.topology.versioned().lineage(Topology.setOf(resolver.branch(name))));
        }
    }

    /** The revisions of all targets, each as often as it is named. */
    List<Integer> resolve(Collection<String> targets) {
        List<Integer> result = new ArrayList<>();
        for (String target : targets) {
            result.addAll(resolve(target));
        }
        return result;
    }

    /** The revisions that a target names, none for base. */
    List<Integer> resolve(String target) {
        Numbers numbers = numbers(target);
        if (isBelowHeads(numbers)) {
            return belowHeads(target, numbers);
        }
        Branch branch = Branch.of(numbers.label(), this);
        List<Integer> result = new ArrayList<>();
        for (String id : numbers.ids()) {
            result.add(identify(id, branch));
        }
        return result;
    }

    /** The one revision that a target names, or {@link Topology#BASE}. */
    int resolveOne(String target) {
        Numbers numbers = numbers(target);
        if (numbers.ids().size() > 1) {
            throw GraphErrors.multipleHeads(target, numbers.ids());
        }
        Branch branch = Branch.of(numbers.label(), this);
        return numbers.ids().isEmpty() ? BASE : identify(numbers.ids().get(0), branch);
    }

    /** Whether a target counts down from the heads: {@code -N}, with or without a branch. */
    boolean isBelowHeads(String target) {
        return isBelowHeads(numbers(target));
    }

    private boolean isBelowHeads(Numbers numbers) {
        return numbers.ids().size() == 1
                && BELOW_HEADS.matcher(numbers.ids().get(0)).matches()
                && names.exact(numbers.ids().get(0)) == null;
    }

    private List<Integer> belowHeads(String target, Numbers numbers) {
        RelativeTarget relative =
                RelativeTarget.parse(numbers.ids().get(0), names).orElseThrow(() -> GraphErrors.notFound(target));
        if (numbers.label() != null) {
            branch(numbers.label());
        }
        List<Integer> result = new ArrayList<>();
        for (int head : topology.effectiveHeads()) {
            if (numbers.label() == null || labels.of(head).contains(numbers.label())) {
                Walker.Walk walk = walker.down(head, -relative.steps(), target);
                if (!walk.complete()) {
                    throw GraphErrors.outOfRange(target);
                }
                if (walk.at() != BASE) {
                    result.add(walk.at());
                }
            }
        }
        return result;
    }

    private Numbers numbers(String target) {
        if (target.isEmpty() || target.startsWith("@") || target.endsWith("@")) {
            throw GraphErrors.emptyTarget(target);
        }
        int at = target.indexOf('@');
        String label = at < 0 ? null : target.substring(0, at);
        String id = target.substring(at + 1);
        return switch (id) {
            case "heads" ->
                new Numbers(topology.ids(label == null ? topology.effectiveHeads() : headsOf(label)), label);
            case "head" -> new Numbers(theHead(target, label), label);
            case "base" -> new Numbers(List.of(), label);
            default -> new Numbers(List.of(id), label);
        };
    }

    private List<String> theHead(String target, @Nullable String label) {
        List<String> heads = topology.ids(label == null ? topology.heads() : headsOf(label));
        if (heads.size() > 1) {
            throw GraphErrors.multipleHeads(target, heads);
        }
        return heads;
    }

    private int[] headsOf(String label) {
        BitSet lineage = lineage(label, false);
        return IntStream.of(topology.heads()).filter(lineage::get).toArray();
    }

    /**
     * The revisions above and below those that a name stands for: the branch before an @ counts as well as what follows.
     * {@code base} alone stands for all.
     */
    BitSet lineage(String against, boolean withDependencies) {
        Numbers numbers = numbers(against);
        LinkedHashSet<String> shares = new LinkedHashSet<>(numbers.ids());
        if (numbers.label() != null) {
            shares.add(numbers.label());
        }
        BitSet seeds = new BitSet();
        if (shares.isEmpty()) {
            seeds.set(0, topology.size());
            return seeds;
        }
        shares.forEach(share -> seeds.set(identify(share, (Branch) null)));
        return (withDependencies ? topology.all() : topology.versioned()).lineage(seeds);
    }

    /** Of a target that counts from the current heads, only the branch can be checked without them. */
    void checkBranch(RelativeTarget relative) {
        if (relative.label() != null) {
            lineage(relative.label(), false);
        }
    }

    /** The revision that stands for a branch: the one with that label, or that id or prefix of an id. */
    int branch(String label) {
        try {
            return identify(label, (Branch) null);
        } catch (RevisionGraphException notFound) {
            throw notFound.kind() == Kind.NOT_FOUND ? GraphErrors.branchNotFound(label) : notFound;
        }
    }

    /** The revision of an id, a prefix or a label; where a branch is given, only a member of it. */
    int identify(String name, @Nullable String branch) {
        return identify(name, Branch.of(branch, this));
    }

    private int identify(String name, @Nullable Branch branch) {
        Integer exact = names.exact(name);
        int revision = exact == null ? byPrefix(name, branch) : exact;
        if (branch != null && !branch.members().get(revision)) {
            throw new RevisionGraphException(
                    Kind.NOT_ON_BRANCH,
                    "Revision " + NameRules.shown(topology.id(revision)) + " is not on branch "
                            + NameRules.shown(branch.name())
                            + ". Name a revision of that branch, or leave the branch out.");
        }
        return revision;
    }

    private int byPrefix(String prefix, @Nullable Branch branch) {
        List<String> found = prefix.isEmpty() ? List.of() : names.startingWith(prefix);
        if (branch != null) {
            found = found.stream()
                    .filter(name -> branch.members().get(known(name)))
                    .toList();
        }
        if (found.isEmpty()) {
            throw GraphErrors.notFound(prefix);
        }
        if (found.size() > 1) {
            throw GraphErrors.ambiguous(prefix, found);
        }
        return known(found.get(0));
    }

    private int known(String name) {
        return Objects.requireNonNull(names.exact(name));
    }
}
