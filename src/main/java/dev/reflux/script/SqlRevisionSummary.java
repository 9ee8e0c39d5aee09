package dev.reflux.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a planner must know of a {@code .sql} revision file before anything runs.
 *
 * @param checksum lower-case hex SHA-256 of the file, byte-order mark removed, CRLF and CR folded to LF
 * @param upgrade the way up
 * @param downgrade the way down; null when the revision is irreversible
 */
public record SqlRevisionSummary(String checksum, Section upgrade, @Nullable Section downgrade) {

    /**
     * One direction.
     *
     * @param parts its parts in order, without those that hold no statement; empty for a no-op
     */
    public record Section(List<StatementPart> parts) {

        /** Copies the parts. */
        public Section {
            parts = List.copyOf(parts);
        }
    }
}
