package dev.reflux.junit;

import dev.reflux.error.RefluxException;
import dev.reflux.junit.LockWatch.Sight;
import dev.reflux.runtime.MigrationReport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What became of one revision on the way up, down and up again, from a database that stands right below it.
 *
 * @param revision its id
 * @param up the first way up
 * @param down the way down
 * @param again the second way up
 * @param trace what the catalog was not after the way down that it was before the way up; null where it was not looked at
 * @param change what the catalog was not after the second way up that it was after the first; null where it was not looked at
 * @param rows rows that the way up and down has lost or left over, table by table; null where there were none, or they were
 *     not looked at
 * @param locks locks that shut out every reader, as they were seen on the first way up
 * @param above the catalog above the revision, or null where it was not reached
 */
record Passage(
        String revision,
        Leg up,
        Leg down,
        Leg again,
        @Nullable CatalogDifference trace,
        @Nullable CatalogDifference change,
        @Nullable RowDifference rows,
        List<Sight> locks,
        @Nullable Above above) {

    Passage {
        locks = List.copyOf(locks);
    }

    /**
     * A catalog right above a revision; it would be too much to keep it whole.
     *
     * @param digest the same for the same catalog, and only for that
     * @param touched kinds and names of the objects that the revision has made, changed or dropped
     * @param rows how many rows there are
     */
    record Above(String digest, Set<String> touched, RowCounts rows) {

        Above {
            touched = Set.copyOf(touched);
        }

        static Above of(CatalogFingerprint below, CatalogFingerprint above, RowCounts rows) {
            return new Above(
                    digest(above), CatalogDifference.between(below, above).keys(), rows);
        }

        boolean isOf(CatalogFingerprint catalog) {
            return digest.equals(digest(catalog));
        }

        private static String digest(CatalogFingerprint catalog) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                catalog.facts().forEach(fact -> {
                    digest.update(fact.key().getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                    digest.update(fact.definition().getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                });
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        }
    }

    /** One way. */
    sealed interface Leg {}

    /**
     * It went well.
     *
     * @param statements how many statements of the revision were run
     */
    record Gone(int statements) implements Leg {

        static Gone of(List<MigrationReport.Step> steps) {
            return new Gone(steps.stream()
                    .mapToInt(step -> step.statements() == null ? 0 : step.statements())
                    .sum());
        }
    }

    /**
     * It failed.
     *
     * @param what what the revision could not do, as the predicate of a sentence
     * @param failure what the run ended with, or what stood in its way
     */
    record Failed(String what, RuntimeException failure) implements Leg {}

    /**
     * It was not tried.
     *
     * @param why a sentence
     */
    record NotTried(String why) implements Leg {}

    /** What became of a run; what it could not do is said as the predicate of a sentence. */
    static Leg tried(String otherwise, Supplier<MigrationReport> way) {
        try {
            return Gone.of(way.get().steps());
        } catch (RefluxException e) {
            return new Failed(otherwise, e);
        }
    }

    /** A revision that was not tried in any way. */
    static Passage notTried(String revision, String why) {
        NotTried leg = new NotTried(why);
        return new Passage(revision, leg, leg, leg, null, null, null, List.of(), null);
    }

    /** The same after other ways down and up again. */
    Passage withLegs(Leg otherDown, Leg otherAgain) {
        return new Passage(revision, up, otherDown, otherAgain, trace, change, rows, locks, above);
    }

    static NotTried notDowngraded(String revision) {
        return new NotTried("Revision " + revision + " could not be downgraded.");
    }

    /** A revision whose first way up failed. */
    static Passage stuck(String revision, Failed up, List<Sight> locks) {
        NotTried leg = new NotTried("Revision " + revision + " could not be upgraded.");
        return new Passage(revision, up, leg, leg, null, null, null, locks, null);
    }
}
