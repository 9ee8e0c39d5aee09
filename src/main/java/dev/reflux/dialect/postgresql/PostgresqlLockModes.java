package dev.reflux.dialect.postgresql;

import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.StatementNames;
import java.util.List;
import java.util.Set;

/**
 * What a statement waits for, as far as its first words tell; taken too wide rather than too narrow.
 *
 * @param conflicting modes of locks on a relation that it cannot get past, as {@code pg_locks} names them
 * @param waitsForSnapshots whether it waits for transactions that look at other relations too
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES">Table-level locks</a>
 */
record PostgresqlLockModes(List<String> conflicting, boolean waitsForSnapshots) {

    private static final List<String> BY_STRENGTH = List.of(
            "AccessExclusiveLock",
            "ExclusiveLock",
            "ShareRowExclusiveLock",
            "ShareLock",
            "ShareUpdateExclusiveLock",
            "RowExclusiveLock",
            "RowShareLock",
            "AccessShareLock");

    private static final int DOWN_TO_SHARE_UPDATE_EXCLUSIVE = 5;
    private static final int DOWN_TO_ROW_EXCLUSIVE = 6;
    private static final int DOWN_TO_ROW_SHARE = 7;

    private static final Set<String> DATA = Set.of("insert", "update", "delete", "merge", "select", "with", "copy");
    private static final int FIRST_WORDS = 8;

    private static final Set<String> MILD = Set.of("analyze", "vacuum", "comment");

    /** Copies the modes. */
    PostgresqlLockModes {
        conflicting = List.copyOf(conflicting);
    }

    /** A change of data waits for rows, whose holders have weak locks on the table too. */
    static PostgresqlLockModes neededBy(String statement, SqlLexis lexis) {
        List<String> words = StatementNames.of(statement, lexis, FIRST_WORDS).stream()
                .map(name -> name.parts().get(0))
                .toList();
        String first = words.isEmpty() ? "" : words.get(0);
        boolean concurrently = words.contains("concurrently");
        if (DATA.contains(first)) {
            return conflicting(DOWN_TO_ROW_SHARE, false);
        }
        if (MILD.contains(first)) {
            return conflicting(DOWN_TO_SHARE_UPDATE_EXCLUSIVE, false);
        }
        return first.equals("create") && words.contains("index")
                ? conflicting(DOWN_TO_ROW_EXCLUSIVE, concurrently)
                : conflicting(BY_STRENGTH.size(), concurrently);
    }

    private static PostgresqlLockModes conflicting(int strongest, boolean waitsForSnapshots) {
        return new PostgresqlLockModes(BY_STRENGTH.subList(0, strongest), waitsForSnapshots);
    }

    /** All modes, the strongest first. */
    static List<String> byStrength() {
        return BY_STRENGTH;
    }
}
