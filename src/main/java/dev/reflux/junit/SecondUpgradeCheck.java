package dev.reflux.junit;

import dev.reflux.Reflux;
import dev.reflux.error.RefluxException;
import dev.reflux.runtime.MigrationReport;
import java.util.Objects;
import org.opentest4j.AssertionFailedError;

/**
 * Upgrades a database that is up to date, and that refuses every write.
 *
 * @param chain the chain
 */
record SecondUpgradeCheck(CheckedChain chain) {

    void requireNoWrite() {
        chain.end();
        try (Stage stage = chain.stageAbove(chain.revisions().orders().usual().size())) {
            String before = stage.storedRows();
            stage.refuseWrites();
            MigrationReport report = upgraded(stage);
            if (!report.steps().isEmpty()) {
                MigrationReport.Step first = report.steps().get(0);
                throw new AssertionFailedError(chain.revisions().named(first.revision())
                        + " is run again by an upgrade of a database that is up to date.");
            }
            String after = stage.storedRows();
            if (!before.equals(after)) {
                throw new AssertionFailedError(
                        "An upgrade with nothing to do has written into the version or the history table.",
                        before,
                        after);
            }
        }
    }

    private static MigrationReport upgraded(Stage stage) {
        try {
            return Objects.requireNonNull(
                    Reflux.fromConfig(stage.config()).upgrade("heads").block());
        } catch (RefluxException e) {
            throw new AssertionFailedError(
                    "An upgrade with nothing to do writes, and so fails on a database that refuses writes. Look at the"
                            + " environment and the listeners, if there are any of your own.\n" + e.getMessage(),
                    e);
        }
    }
}
