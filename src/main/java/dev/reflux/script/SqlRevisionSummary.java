package dev.reflux.script;

import dev.reflux.sql.SqlName;
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
    public record Section(List<Part> parts) {

        /** Copies the parts. */
        public Section {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Consecutive statements that all are, or all are not, in one {@code autocommit} part.
     *
     * @param autocommit whether they stand between {@code -- +autocommit} and {@code -- +end}
     * @param statements number of statements
     * @param createdTypes types that they create, as the statements name them
     * @param extendedEnums enums that they add a value to, as the statements name them
     */
    public record Part(boolean autocommit, int statements, List<SqlName> createdTypes, List<SqlName> extendedEnums) {

        /** Copies the names. */
        public Part {
            createdTypes = List.copyOf(createdTypes);
            extendedEnums = List.copyOf(extendedEnums);
        }
    }
}
