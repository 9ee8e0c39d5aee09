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

    private static final String WITH_ROWS_NOT_DOWN = "cannot be downgraded again with the rows that are inserted at it";

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
        try {
            for (int place = from; place < to; place++) {
                Passage passage = told(place);
                done.accept(passage);
                if (passage.up() instanceof Failed) {
                    tellNotTried(place + 1, to, passage.revision());
                    return;
                }
            }
        } finally {
            giveUp();
        }
    }

    private void tellNotTried(int from, int to, String below) {
        String why = "Revision " + below + " below it could not be upgraded.";
        order.subList(from, to).forEach(revision -> done.accept(Passage.notTried(revision, why)));
    }

    /** Whatever stands in the way of a revision is told of it, lest nothing fails where nothing could be tried. */
    private Passage told(int place) {
        try {
            return passage(place);
        } catch (Obstacle e) {
            giveUp();
            return Passage.stuck(order.get(place), e.leg, List.of());
        }
    }

    /** What keeps a revision from being tried. */
    private static final class Obstacle extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Failed leg;

        Obstacle(String what, RefluxException failure) {
            super(failure);
            this.leg = new Failed(what, failure);
        }
    }

    private static <T> T reached(String otherwise, Supplier<T> way) {
        try {
            return way.get();
        } catch (RefluxException e) {
            throw new Obstacle(otherwise, e);
        }
    }

    private static void reached(String otherwise, Runnable way) {
        reached(otherwise, () -> {
            way.run();
            return true;
        });
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
            found = reached(
                    "cannot be tried, since the revisions below it cannot be upgraded in as few runs as possible",
                    () -> chain.stageAbove(place));
            stage = found;
            below = null;
            if (place == 0) {
                // Else the first upgrade would be taken for what makes their schema
                reached("cannot be tried, since our own tables cannot be created", found::ensureTables);
            }
        }
        return found;
    }

    private Passage passage(int place) {
        String revision = order.get(place);
        Stage at = stage(place);
        if (chain.revisions().skips(revision)) {
            reached("cannot be stamped over", () -> at.stampOver(revision));
            return Passage.notTried(revision, "Revision " + revision + " is on the list of those to skip.");
        }
        CatalogFingerprint before = below == null ? at.fingerprint() : below;
        reached(
                "cannot be tried, since the rows that are to be there before it cannot be inserted",
                () -> at.insertBefore(revision));
        Map<String, List<String>> rowsBefore = at.rows();
        LockWatch.Watched<Leg> up = chain.watched(at, () -> tried("cannot be upgraded", () -> at.upgrade(revision)));
        if (up.result() instanceof Failed failed) {
            giveUp();
            return Passage.stuck(revision, failed, up.sights());
        }
        CatalogFingerprint after = at.fingerprint();
        Above above = Above.of(before, after, RowCounts.of(at.rows()));
        Climbed climbed = new Climbed(before, after, rowsBefore, up.result(), locksOn(before, up.sights()), above);
        Passage passage = back(place, climbed);
        below = after;
        return chain.revisions().insertsAt(revision) ? withRows(passage) : passage;
    }

    /** Once more with the rows that are inserted at the revision: they are no part of what was there below it. */
    private Passage withRows(Passage passage) {
        String revision = passage.revision();
        if (stage == null) {
            return passage;
        }
        Stage at = stage;
        reached("is upgraded, but the rows that are to be there at it cannot be inserted", () -> at.insertAt(revision));
        if (!(passage.again() instanceof Gone)) {
            return passage;
        }
        Map<String, List<String>> rows = at.rows();
        Leg down =
                tried(WITH_ROWS_NOT_DOWN, () -> at.downgrade(chain.revisions().below(revision)));
        Leg again = down instanceof Failed
                ? Passage.notDowngraded(revision)
                : tried("cannot be upgraded again after its downgrade with rows", () -> at.upgrade(revision));
        if (!(again instanceof Gone) || !rows.equals(at.rows())) {
            // A database above it has the rows again
            giveUp();
        }
        return passage.withLegs(down, again);
    }

    /** What the revision has made itself shuts out nobody. */
    private static List<Sight> locksOn(CatalogFingerprint before, List<Sight> sights) {
        return sights.stream()
                .filter(sight ->
                        before.facts().stream().anyMatch(fact -> sight.table().equals(fact.table())))
                .toList();
    }

    /** The first way up, as far as it went well. */
    private record Climbed(
            CatalogFingerprint before,
            CatalogFingerprint after,
            Map<String, List<String>> rowsBefore,
            Leg up,
            List<Sight> locks,
            Above above) {

        Passage passage(String revision, Leg down, Leg again) {
            return passage(revision, down, again, null, null, null);
        }

        Passage passage(
                String revision,
                Leg down,
                Leg again,
                @Nullable CatalogDifference trace,
                @Nullable CatalogDifference change,
                @Nullable RowDifference rows) {
            return new Passage(revision, up, down, again, trace, change, rows, locks, above);
        }
    }

    private Passage back(int place, Climbed climbed) {
        String revision = order.get(place);
        Optional<String> whyNot = chain.revisions().whyNotDown(revision);
        if (whyNot.isPresent()) {
            NotTried leg = new NotTried(whyNot.get());
            return climbed.passage(revision, leg, leg);
        }
        Stage at = stage(place);
        Leg down = tried(
                "cannot be downgraded again",
                () -> at.downgrade(chain.revisions().below(revision)));
        if (down instanceof Failed) {
            giveUp();
            NotTried again = Passage.notDowngraded(revision);
            return climbed.passage(revision, down, again);
        }
        CatalogDifference trace = trace(climbed.before(), climbed.after(), at.fingerprint());
        Map<String, List<String>> rowsAfter = at.rows();
        boolean hasRows = !climbed.rowsBefore().isEmpty() || !rowsAfter.isEmpty();
        RowDifference rows = RowDifference.between(climbed.rowsBefore(), rowsAfter);
        Leg again = tried("cannot be upgraded again after its downgrade", () -> at.upgrade(revision));
        CatalogDifference change = null;
        if (again instanceof Failed || !rows.isEmpty()) {
            giveUp();
        } else {
            change = CatalogDifference.between(climbed.after(), at.fingerprint());
            if (!change.isEmpty()) {
                giveUp();
            }
        }
        return climbed.passage(revision, down, again, trace, change, hasRows ? rows : null);
    }

    private static CatalogDifference trace(
            CatalogFingerprint before, CatalogFingerprint upgraded, CatalogFingerprint downgraded) {
        return ColumnPlaces.areAllThatMoved(before, upgraded, downgraded)
                ? CatalogDifference.NONE
                : CatalogDifference.between(before, downgraded);
    }

    private static Leg tried(String otherwise, Supplier<MigrationReport> way) {
        try {
            return new Gone(way.get().steps().stream()
                    .mapToInt(step -> step.statements() == null ? 0 : step.statements())
                    .sum());
        } catch (RefluxException e) {
            return new Failed(otherwise, e);
        }
    }
}
