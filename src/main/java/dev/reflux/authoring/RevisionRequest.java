package dev.reflux.authoring;

import dev.reflux.config.RevisionFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A revision that is to be written. Immutable; start from {@link #ON_HEAD}.
 *
 * <p>Follows the options of Alembic's {@code alembic revision}.
 *
 * @param message what it does, or null
 * @param format what it is written in; null: as configured
 * @param head target that becomes its down revision; {@code base} for a new base
 * @param splice whether the head may be a revision that already has children
 * @param branchLabels its branch labels
 * @param dependsOn targets that it depends on
 * @param versionPath one of the configured version locations; null: where its parent is
 * @param revisionId its id; null: 12 random hex digits
 */
public record RevisionRequest(
        @Nullable String message,
        @Nullable RevisionFormat format,
        String head,
        boolean splice,
        List<String> branchLabels,
        List<String> dependsOn,
        @Nullable String versionPath,
        @Nullable String revisionId) {

    /** On top of the single head, without a message; the very first revision where there is none yet. */
    public static final RevisionRequest ON_HEAD =
            new RevisionRequest(null, null, "head", false, List.of(), List.of(), null, null);

    /** Copies the lists. */
    public RevisionRequest {
        Objects.requireNonNull(head, "head");
        branchLabels = List.copyOf(branchLabels);
        dependsOn = List.copyOf(dependsOn);
    }

    /** The same, with a message. */
    public RevisionRequest message(String text) {
        return new RevisionRequest(text, format, head, splice, branchLabels, dependsOn, versionPath, revisionId);
    }

    /** The same, in a format. */
    public RevisionRequest format(RevisionFormat chosen) {
        return new RevisionRequest(message, chosen, head, splice, branchLabels, dependsOn, versionPath, revisionId);
    }

    /** The same, on top of a head. */
    public RevisionRequest head(String target) {
        return new RevisionRequest(message, format, target, splice, branchLabels, dependsOn, versionPath, revisionId);
    }

    /** The same, on top of a revision that may have children. */
    public RevisionRequest splicing(String target) {
        return new RevisionRequest(message, format, target, true, branchLabels, dependsOn, versionPath, revisionId);
    }

    /** The same, with branch labels. */
    public RevisionRequest branchLabels(String... labels) {
        return new RevisionRequest(message, format, head, splice, List.of(labels), dependsOn, versionPath, revisionId);
    }

    /** The same, depending on targets. */
    public RevisionRequest dependsOn(String... targets) {
        return new RevisionRequest(
                message, format, head, splice, branchLabels, List.of(targets), versionPath, revisionId);
    }

    /** The same, in a version location. */
    public RevisionRequest versionPath(String location) {
        return new RevisionRequest(message, format, head, splice, branchLabels, dependsOn, location, revisionId);
    }

    /** The same, with an id. */
    public RevisionRequest revisionId(String id) {
        return new RevisionRequest(message, format, head, splice, branchLabels, dependsOn, versionPath, id);
    }
}
