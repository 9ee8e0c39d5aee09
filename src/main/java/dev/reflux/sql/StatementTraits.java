package dev.reflux.sql;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a statement without a database.
 *
 * @param kind how it gets on with transactions
 * @param name the type that it creates or adds to, the index that it builds, and so on; null when its rule names none
 */
public record StatementTraits(StatementKind kind, @Nullable SqlName name) {

    static final StatementTraits ORDINARY = new StatementTraits(StatementKind.ORDINARY, null);

    /**
     * Whether the statement must run alone, with its intent recorded before.
     *
     * @param inAutocommit whether it stands in an autocommit part, where a statement that may commit by itself counts too
     */
    public boolean isBare(boolean inAutocommit) {
        return kind == StatementKind.BARE || (inAutocommit && kind == StatementKind.SELF_COMMITTING);
    }
}
