package dev.reflux.revision;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One revision as its file declares it. {@link RevisionGraph#of} checks what is said here against all other revisions.
 *
 * <p>Follows Alembic's {@code alembic.script.revision.Revision}.
 *
 * @param id identifier, 1 to 64 characters
 * @param downRevisions full ids of the parents, in the order of the file; empty for a base
 * @param dependsOn full ids or branch labels of revisions that must run earlier; ordering only
 * @param branchLabels names for this revision and all that descend from it
 * @param message what the revision does, or null
 * @param source display name of the file or class, for error messages
 */
public record RevisionNode(
        String id,
        List<String> downRevisions,
        List<String> dependsOn,
        List<String> branchLabels,
        @Nullable String message,
        String source) {

    /** Copies the lists. */
    public RevisionNode {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(source, "source");
        downRevisions = List.copyOf(downRevisions);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
    }
}
