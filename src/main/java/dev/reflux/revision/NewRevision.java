package dev.reflux.revision;

import java.util.List;
import java.util.Objects;

/**
 * A revision that is about to be written, as the user asked for it.
 *
 * @param id its id
 * @param heads targets that become its down revisions; most often the single head; base for a new base
 * @param splice whether the heads may be revisions that already have children
 * @param dependsOn targets that it depends on
 * @param branchLabels its branch labels
 */
public record NewRevision(
        String id, List<String> heads, boolean splice, List<String> dependsOn, List<String> branchLabels) {

    /** Copies the lists. */
    public NewRevision {
        Objects.requireNonNull(id, "id");
        heads = List.copyOf(heads);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
    }

    /** A revision on top of the single head. */
    public static NewRevision onHead(String id) {
        return new NewRevision(id, List.of("head"), false, List.of(), List.of());
    }
}
