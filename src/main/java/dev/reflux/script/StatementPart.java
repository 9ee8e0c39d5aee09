package dev.reflux.script;

import dev.reflux.sql.SqlName;
import java.util.List;

/**
 * Consecutive statements that all are, or all are not, in one {@code autocommit} part.
 *
 * @param autocommit whether they stand between {@code -- +autocommit} and {@code -- +end}
 * @param statements number of statements
 * @param createdTypes types that they create, as the statements name them
 * @param extendedEnums enums that they add a value to, as the statements name them
 */
public record StatementPart(
        boolean autocommit, int statements, List<SqlName> createdTypes, List<SqlName> extendedEnums) {

    /** Copies the names. */
    public StatementPart {
        createdTypes = List.copyOf(createdTypes);
        extendedEnums = List.copyOf(extendedEnums);
    }
}
