package dev.reflux.junit;

import dev.reflux.error.RefluxException;
import dev.reflux.junit.LockWatch.Sight;
import dev.reflux.junit.Passage.Above;
import dev.reflux.junit.Passage.Failed;
import dev.reflux.junit.Passage.Gone;
import dev.reflux.junit.Passage.Leg;
import dev.reflux.junit.Passage.NotTried;
import dev.reflux.runtime.MigrationReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stretch of a chain up, each revision down and up again before the next one, and looks at the catalog, the rows and
 * the locks between. One walk answers several checks.
 *
 * <p>After a failure the database is given up for a new one above the revision, so that one fault is not told twice.
 */
final class ChainWalk {

    private final CheckedChain chain;
    private final List<String> order;
    private final Consumer<Passage> done;
    private @Nullable Stage stage;
    private @Nullable CatalogFingerprint below;

    /**
     * A walk.
     *
     * @param order all revisions in an order in which they can be applied
     * @param done hears each passage
     */
    ChainWalk(CheckedChain chain, List<String> order, Consumer<Passage> done) {
        this.chain = chain;
        this.order = order;
        this.done = done;
    }

    /** Walks from one place of the order to another, that one not included. */
    void walk(int from, int to) {
        int place = from;
        try {
            while (place < to) {
                Passage passage = passage(place++);
                done.accept(passage);
                if (passage.up() instanceof Failed) {
                    tellNotTried(place, to, below(passage.revision()));
                    return;
                }
            }
        } catch (RefluxException e) {
            tellNotTried(place - 1, to, below(String.valueOf(e.revision())));
        } finally {
            giveUp();
        }
    }

    private static String below(String revision) {
        return "Revision " + revision + " below it could not be upgraded.";
    }

    private void tellNotTried(int from, int to, String why) {
        order.subList(from, to).forEach(revision -> done.accept(Passage.notTried(revision, why)));
    }

    private void giveUp() {
        if (stage != null) {
            stage.close();
            stage = null;
        }
    }

    private Stage stage(int place) {
        Stage found = stage;
        if (found == null) {
            found = chain.stageAbove(place);
            stage = found;
            below = null;
        }
        return found;
    }

    private Passage passage(int place) {
        String revision = order.get(place);
        Stage at = stage(place);
        if (chain.skips(revision)) {
            at.stampOver(revision);
            return Passage.notTried(revision, "Revision " + revision + " is on the list of those to skip.");
        }
        CatalogFingerprint before = below == null ? at.fingerprint() : below;
        at.insertBefore(revision);
        Map<String, List<String>> rowsBefore = rows(at);
        LockWatch.Watched<Leg> up = chain.watched(at, () -> tried(() -> at.upgrade(revision)));
        if (up.result() instanceof Failed failed) {
            giveUp();
            return Passage.stuck(revision, failed.failure(), up.sights());
        }
        CatalogFingerprint after = at.fingerprint();
        at.insertAt(revision);
        Passage passage = back(place, before, after, rowsBefore, locksOn(before, up.sights()), up.result());
        below = after;
        return passage;
    }

    /** What the revision has made itself shuts out nobody. */
    private static List<Sight> locksOn(CatalogFingerprint before, List<Sight> sights) {
        return sights.stream()
                .filter(sight ->
                        before.facts().stream().anyMatch(fact -> sight.table().equals(fact.table())))
                .toList();
    }

    private Passage back(
            int place,
            CatalogFingerprint before,
            CatalogFingerprint after,
            Map<String, List<String>> rowsBefore,
            List<Sight> locks,
            Leg up) {
        String revision = order.get(place);
        Optional<String> whyNot = chain.whyNotDown(revision);
        if (whyNot.isPresent()) {
            NotTried leg = new NotTried(whyNot.get());
            return new Passage(revision, up, leg, leg, null, null, null, locks, Above.of(before, after));
        }
        Stage at = stage(place);
        Map<String, List<String>> rowsAbove = rows(at);
        Leg down = tried(() -> at.downgrade(chain.below(revision)));
        if (down instanceof Failed) {
            giveUp();
            NotTried again = new NotTried("Revision " + revision + " could not be downgraded.");
            return new Passage(revision, up, down, again, null, null, null, locks, Above.of(before, after));
        }
        CatalogDifference trace = CatalogDifference.between(before, at.fingerprint());
        RowDifference rows = RowDifference.between(rowsBefore, rows(at));
        Leg again = tried(() -> at.upgrade(revision));
        CatalogDifference change = null;
        if (again instanceof Failed || !rows.isEmpty()) {
            giveUp();
        } else {
            change = CatalogDifference.between(after, at.fingerprint());
            at.insertLostAt(revision, rowsAbove, rows(at));
            if (!change.isEmpty()) {
                giveUp();
            }
        }
        return new Passage(revision, up, down, again, trace, change, rows, locks, Above.of(before, after));
    }

    /** Not looked at without rows to test with, since it takes its time. */
    private Map<String, List<String>> rows(Stage at) {
        return chain.hasRows() ? at.rows() : Map.of();
    }

    private static Leg tried(Supplier<MigrationReport> way) {
        try {
            return new Gone(way.get().steps().stream()
                    .mapToInt(step -> step.statements() == null ? 0 : step.statements())
                    .sum());
        } catch (RefluxException e) {
            return new Failed(e);
        }
    }
}
