package dev.reflux.junit;

import dev.reflux.error.RefluxException;
import dev.reflux.junit.Passage.Gone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stretch of a chain up, and on the way ends the session of each upgrade before its first statement, of the next
 * upgrade before its second, and so on until one gets through.
 */
final class DisturbedWalk {

    /** From here on not every point is tried, but always more of them for more statements. */
    private static final int EVERY_POINT = 20;

    private final CheckedChain chain;
    private final List<String> order;
    private final Consumer<Resumption> done;
    private @Nullable Stage stage;
    private int singlesUpTo;

    DisturbedWalk(CheckedChain chain, List<String> order, Consumer<Resumption> done) {
        this.chain = chain;
        this.order = order;
        this.done = done;
    }

    /** Walks from one place of the order to another, that one not included. */
    void walk(int from, int to) {
        try {
            int place = from;
            while (place < to) {
                List<Resumption> resumptions = resumptions(place, to);
                resumptions.forEach(done);
                place += resumptions.size();
            }
        } finally {
            giveUp();
        }
    }

    private void giveUp() {
        if (stage != null) {
            stage.close();
            stage = null;
        }
    }

    /** Of as many revisions as can be taken together, else of one. */
    private List<Resumption> resumptions(int place, int to) {
        List<String> line = place < singlesUpTo ? List.of() : chain.line(place, to, this::isFitForLine);
        if (line.size() > 1) {
            Optional<List<Resumption>> together = together(place, line);
            if (together.isPresent()) {
                return together.get();
            }
            giveUp();
            singlesUpTo = place + line.size();
        }
        return List.of(told(place));
    }

    /** What may be left half-way is looked at by itself. */
    private boolean isFitForLine(String revision) {
        return chain.revisions().isPlain(revision)
                && chain.passage(revision).up() instanceof Gone
                && chain.revisions().killPoints(revision).known().isPresent();
    }

    /**
     * Lets the first run of each revision that is disturbed finish the revision before, and looks at the end of the line:
     * revisions that are all or nothing leave what they made or what was there before. Empty where anything is not as it
     * should be.
     */
    private Optional<List<Resumption>> together(int place, List<String> line) {
        try {
            Stage at = stage(place);
            List<Resumption> resumptions = new ArrayList<>();
            for (String revision : line) {
                KillPoints kills = chain.revisions().killPoints(revision);
                int known = kills.known().orElseThrow();
                String statement = null;
                int points = 0;
                for (int point = 1; point <= known; point += step(point)) {
                    DoomedSession session = at.doomed(kills::counts, point);
                    Optional<RefluxException> failure = failure(() -> at.upgradeThroughLast(session, revision));
                    statement = session.hit();
                    if (statement == null || failure.isEmpty()) {
                        return Optional.empty();
                    }
                    points++;
                }
                resumptions.add(Resumption.well(revision, points, statement));
            }
            String last = line.get(line.size() - 1);
            at.upgradeSeparately(last);
            return chain.isAbove(last, at.fingerprint(), RowCounts.of(at.rows()))
                    ? Optional.of(resumptions)
                    : Optional.empty();
        } catch (RefluxException e) {
            return Optional.empty();
        }
    }

    private Stage stage(int place) {
        Stage at = stage == null ? chain.stageAbove(place) : stage;
        stage = at;
        return at;
    }

    /** Whatever stands in the way of a revision is told of it, lest nothing fails where nothing could be tried. */
    private Resumption told(int place) {
        try {
            return resumption(place);
        } catch (RefluxException e) {
            giveUp();
            return Resumption.failed(order.get(place), 0, null, e);
        }
    }

    private Resumption resumption(int place) {
        String revision = order.get(place);
        Optional<String> stuck = chain.revisions().skips(revision) ? Optional.empty() : chain.whyNotUp(revision);
        if (stuck.isPresent()) {
            giveUp();
            return Resumption.notTried(revision, stuck.get());
        }
        Stage at = stage(place);
        if (chain.revisions().skips(revision)) {
            at.stampOver(revision);
            return Resumption.notTried(revision, "Revision " + revision + " is on the list of those to skip.");
        }
        at.insertBefore(revision);
        Resumption result = disturbed(at, revision);
        if (result.isWell()) {
            at.insertAt(revision);
        } else {
            giveUp();
        }
        return result;
    }

    /** Where the points are known, the last upgrade need not find out that there is none left. */
    private Resumption disturbed(Stage at, String revision) {
        KillPoints kills = chain.revisions().killPoints(revision);
        int known = kills.known().orElse(Integer.MAX_VALUE);
        int points = 0;
        String statement = null;
        for (int point = 1; point <= known; point += step(point)) {
            DoomedSession session = at.doomed(kills::counts, point);
            Optional<RefluxException> failure = failure(() -> at.upgradeThrough(session, revision));
            points += session.hit() == null ? 0 : 1;
            statement = session.hit() == null ? statement : session.hit();
            if (session.hit() == null || failure.isEmpty()) {
                // Nothing was left to end, or the run found by itself that its commit had taken effect
                return compared(at, revision, points, statement, failure);
            }
        }
        return compared(at, revision, points, statement, failure(() -> at.upgrade(revision)));
    }

    private static int step(int point) {
        return 1 + Math.max(0, point - EVERY_POINT) / EVERY_POINT;
    }

    private static Optional<RefluxException> failure(Runnable upgrade) {
        try {
            upgrade.run();
            return Optional.empty();
        } catch (RefluxException e) {
            return Optional.of(e);
        }
    }

    private Resumption compared(
            Stage at, String revision, int points, @Nullable String statement, Optional<RefluxException> failure) {
        if (failure.isPresent()) {
            return Resumption.failed(revision, points, statement, failure.get());
        }
        CatalogDifference difference = chain.differenceAbove(revision, at.fingerprint());
        List<String> rows = chain.otherRowsAbove(revision, RowCounts.of(at.rows()));
        return new Resumption(revision, points, statement, null, difference.isEmpty() ? null : difference, rows, null);
    }
}
