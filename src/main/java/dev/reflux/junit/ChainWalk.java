package dev.reflux.junit;

import dev.reflux.error.RefluxException;
import dev.reflux.junit.LineWalk.Line;
import dev.reflux.junit.LockWatch.Watched;
import dev.reflux.junit.Passage.Failed;
import dev.reflux.junit.Passage.Gone;
import dev.reflux.junit.Passage.Leg;
import dev.reflux.junit.Passage.NotTried;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stretch of a chain up, down and up again, and looks at the catalog, the rows and the locks between: several
 * revisions together as long as there is nothing to find, else each before the next one. One walk answers several checks.
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
    private int singlesUpTo;

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
            int place = from;
            while (place < to) {
                List<Passage> passages = passages(place, to);
                passages.forEach(done);
                place += passages.size();
                Passage last = passages.get(passages.size() - 1);
                if (last.up() instanceof Failed) {
                    tellNotTried(place, to, last.revision());
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

    /** Of as many revisions as can be taken together, else of one. */
    private List<Passage> passages(int place, int to) {
        List<String> line = place < singlesUpTo ? List.of() : chain.line(place, to, this::isFitForLine);
        if (line.size() > 1) {
            Optional<Line> walked = walked(place, line);
            if (walked.isPresent()) {
                below = walked.get().above();
                return walked.get().passages();
            }
            giveUp();
            singlesUpTo = place + line.size();
        }
        return List.of(told(place));
    }

    private boolean isFitForLine(String revision) {
        return chain.revisions().isPlain(revision)
                && chain.revisions().whyNotDown(revision).isEmpty();
    }

    private Optional<Line> walked(int place, List<String> line) {
        try {
            Stage at = stage(place);
            return new LineWalk(chain, at, below == null ? at.fingerprint() : below).walk(line);
        } catch (Obstacle e) {
            return Optional.empty();
        }
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
        Watched<Leg> up = Climbed.tried(chain, at, revision);
        if (up.result() instanceof Failed failed) {
            giveUp();
            return Passage.stuck(revision, failed, up.sights());
        }
        Climbed climbed = Climbed.seen(at, revision, before, rowsBefore, up);
        Passage passage = back(place, climbed);
        below = climbed.after();
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
        Leg down = Passage.tried(
                WITH_ROWS_NOT_DOWN, () -> at.downgrade(chain.revisions().below(revision)));
        Leg again = down instanceof Failed
                ? Passage.notDowngraded(revision)
                : Passage.tried("cannot be upgraded again after its downgrade with rows", () -> at.upgrade(revision));
        if (!(again instanceof Gone) || !rows.equals(at.rows())) {
            // A database above it has the rows again
            giveUp();
        }
        return passage.withLegs(down, again);
    }

    private Passage back(int place, Climbed climbed) {
        String revision = order.get(place);
        Optional<String> whyNot = chain.revisions().whyNotDown(revision);
        if (whyNot.isPresent()) {
            NotTried leg = new NotTried(whyNot.get());
            return climbed.passage(leg, leg);
        }
        Stage at = stage(place);
        Leg down = Passage.tried(
                "cannot be downgraded again",
                () -> at.downgrade(chain.revisions().below(revision)));
        if (down instanceof Failed) {
            giveUp();
            NotTried again = Passage.notDowngraded(revision);
            return climbed.passage(down, again);
        }
        CatalogDifference trace = trace(climbed.before(), climbed.after(), at.fingerprint());
        Map<String, List<String>> rowsAfter = at.rows();
        boolean hasRows = !climbed.rowsBefore().isEmpty() || !rowsAfter.isEmpty();
        RowDifference rows = RowDifference.between(climbed.rowsBefore(), rowsAfter);
        Leg again = Passage.tried("cannot be upgraded again after its downgrade", () -> at.upgrade(revision));
        CatalogDifference change = null;
        if (again instanceof Failed || !rows.isEmpty()) {
            giveUp();
        } else {
            change = CatalogDifference.between(climbed.after(), at.fingerprint());
            if (!change.isEmpty()) {
                giveUp();
            }
        }
        return climbed.passage(down, again, trace, change, hasRows ? rows : null);
    }

    private static CatalogDifference trace(
            CatalogFingerprint before, CatalogFingerprint upgraded, CatalogFingerprint downgraded) {
        return ColumnPlaces.areAllThatMoved(before, upgraded, downgraded)
                ? CatalogDifference.NONE
                : CatalogDifference.between(before, downgraded);
    }
}
