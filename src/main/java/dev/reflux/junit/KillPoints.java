package dev.reflux.junit;

import dev.reflux.junit.OfflineScript.Section;
import dev.reflux.script.SqlRevision;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Before which statements of an upgrade by one revision its session is worth to be lost: where the revision is all or nothing,
 * before its own; where it may be left half-way, also before those that keep its progress.
 *
 * @param revision its id
 * @param section the part of the script that is about it; empty where there is no script
 */
record KillPoints(ChainRunner runner, String revision, Optional<Section> section) {

    /** What Reflux sends around the statements of a revision. */
    private static final Pattern OWN =
            Pattern.compile("(?i)(?:BEGIN|COMMIT|SET|RESET|DO \\$reflux|SELECT pg_(?:catalog\\.pg_)?(?:advisory|try))");

    boolean counts(String statement) {
        return commitsHalfWay() || !isOwn(statement);
    }

    /** How many there are; empty where it is not known before they are sent, since only SQL is sent as it is written. */
    OptionalInt known() {
        boolean asWritten = runner.scripts().script(revision) instanceof SqlRevision;
        if (section.isEmpty() || !asWritten || commitsHalfWay()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) section.get().items().stream()
                .filter(item -> !isOwn(item.text()))
                .count());
    }

    /** Where it cannot be said, it may. */
    private boolean commitsHalfWay() {
        return section.map(found -> found.commitsHalfWay(runner.dialect().transaction()))
                .orElse(true);
    }

    private boolean isOwn(String statement) {
        return OWN.matcher(statement).lookingAt()
                || runner.ownTableNames().stream().anyMatch(statement::contains);
    }
}
