package dev.reflux.junit;

import dev.reflux.junit.LockWatch.Sight;
import dev.reflux.junit.LockWatch.Watched;
import dev.reflux.junit.Passage.Above;
import dev.reflux.junit.Passage.Leg;
import dev.reflux.junit.Stage.Contents;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first way up of a revision, which went well, and what was seen below and above it.
 *
 * @param revision its id
 * @param before the catalog below it
 * @param after the catalog above it
 * @param rowsBefore the rows below it, by table
 * @param contentsAfter the rows above it, and where the sequences stand
 * @param up how it went
 * @param locks locks that shut out readers of a table which was there below it
 */
record Climbed(
        String revision,
        CatalogFingerprint before,
        CatalogFingerprint after,
        Map<String, List<String>> rowsBefore,
        Contents contentsAfter,
        Leg up,
        List<Sight> locks) {

    /** Tries to take a revision up. */
    static Watched<Leg> tried(CheckedChain chain, Stage at, String revision) {
        return chain.watched(at, () -> Passage.tried("cannot be upgraded", () -> at.upgrade(revision)));
    }

    /** Looks at what the way up has made. */
    static Climbed seen(
            Stage at,
            String revision,
            CatalogFingerprint before,
            Map<String, List<String>> rowsBefore,
            Watched<Leg> up) {
        return new Climbed(
                revision,
                before,
                at.fingerprint(),
                rowsBefore,
                at.contents(),
                up.result(),
                locksOn(before, up.sights()));
    }

    /** What the revision has made itself shuts out nobody. */
    private static List<Sight> locksOn(CatalogFingerprint before, List<Sight> sights) {
        return sights.stream()
                .filter(sight ->
                        before.facts().stream().anyMatch(fact -> sight.table().equals(fact.table())))
                .toList();
    }

    /** With ways on which nothing was looked at. */
    Passage passage(Leg down, Leg again) {
        return passage(down, again, null, null, null);
    }

    Passage passage(
            Leg down,
            Leg again,
            @Nullable CatalogDifference trace,
            @Nullable CatalogDifference change,
            @Nullable RowDifference rows) {
        Above above = Above.of(before, after, RowCounts.of(contentsAfter.rows()));
        return new Passage(revision, up, down, again, trace, change, rows, locks, above);
    }
}
