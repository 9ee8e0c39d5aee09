package dev.reflux.authoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision that is to join several others. Immutable; start from {@link #of} or {@link #HEADS}.
 *
 * <p>Follows the options of Alembic's {@code alembic merge}.
 *
 * @param revisions targets that become its down revisions; together they must name at least two revisions
 * @param splice whether they may be revisions that already have children
 * @param message what it does; null: which revisions it merges
 * @param branchLabels its branch labels
 * @param revisionId its id; null: 12 random hex digits
 */
public record MergeRequest(
        List<String> revisions,
        boolean splice,
        @Nullable String message,
        List<String> branchLabels,
        @Nullable String revisionId) {

    /** All effective heads. */
    public static final MergeRequest HEADS = of("heads");

    /** Copies the lists. */
    public MergeRequest {
        revisions = List.copyOf(revisions);
        branchLabels = List.copyOf(branchLabels);
    }

    /** A merge of targets. */
    public static MergeRequest of(String... targets) {
        return new MergeRequest(List.of(targets), false, null, List.of(), null);
    }

    /** The same, with a message. */
    public MergeRequest message(String text) {
        return new MergeRequest(revisions, splice, text, branchLabels, revisionId);
    }

    /** The same, of revisions that may have children. */
    public MergeRequest splicing() {
        return new MergeRequest(revisions, true, message, branchLabels, revisionId);
    }

    /** The same, with branch labels. */
    public MergeRequest branchLabels(String... labels) {
        return new MergeRequest(revisions, splice, message, List.of(labels), revisionId);
    }

    /** The same, with an id. */
    public MergeRequest revisionId(String id) {
        return new MergeRequest(revisions, splice, message, branchLabels, id);
    }
}
