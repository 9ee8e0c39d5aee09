package dev.reflux.runtime;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the files of applied revisions compare with what was recorded when they were applied.
 *
 * @param applied number of applied revisions, those that no file declares included
 * @param differences changed ones in file order, then missing ones newest first, then unrecorded ones in file order
 */
public record Verification(int applied, List<Difference> differences) {

    /** Copies the list. */
    public Verification {
        differences = List.copyOf(differences);
    }

    /** Whether no file is changed or missing; those without a record may be. */
    public boolean matches() {
        return differences.stream().allMatch(each -> each.kind() == Kind.UNRECORDED);
    }

    /** The differences of a kind, in their order. */
    public List<Difference> ofKind(Kind kind) {
        return differences.stream().filter(each -> each.kind() == kind).toList();
    }

    /** What a difference is. */
    public enum Kind {
        /** The file is not the one that was applied. */
        CHANGED,
        /** No file declares the revision: the database is ahead of the files. */
        MISSING,
        /** Nothing can be compared: a class, a revision taken over or stamped. */
        UNRECORDED
    }

    /**
     * A revision that is not known to be as it was applied.
     *
     * @param kind what differs
     * @param revision its id
     * @param file the file, or null where there is none
     * @param recorded checksum in the history, or null
     * @param actual checksum of the file, or null
     * @param appliedAt when it was applied, or null where it is not known
     * @param appliedBy database user who applied it, or null where it is not known
     */
    public record Difference(
            Kind kind,
            String revision,
            @Nullable String file,
            @Nullable String recorded,
            @Nullable String actual,
            @Nullable OffsetDateTime appliedAt,
            @Nullable String appliedBy) {}
}
