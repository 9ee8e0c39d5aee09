package dev.reflux.junit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an upgrade by one revision whose session was ended at one point after the other, with a new run each time.
 *
 * @param revision its id
 * @param points how many times the session was ended
 * @param statement before which statement it was ended last, or null where it never was
 * @param failure what the run ended with that nobody disturbed, or null where it went well
 * @param difference from the catalog that an undisturbed upgrade leaves, or null where it was not compared
 * @param rows lines about the tables that hold more or fewer rows than an undisturbed upgrade leaves
 * @param notTried why nothing was tried, as a sentence, or null
 */
record Resumption(
        String revision,
        int points,
        @Nullable String statement,
        @Nullable RuntimeException failure,
        @Nullable CatalogDifference difference,
        List<String> rows,
        @Nullable String notTried) {

    Resumption {
        rows = List.copyOf(rows);
    }

    static Resumption notTried(String revision, String why) {
        return new Resumption(revision, 0, null, null, null, List.of(), why);
    }

    static Resumption well(String revision, int points, @Nullable String statement) {
        return new Resumption(revision, points, statement, null, null, List.of(), null);
    }

    static Resumption failed(String revision, int points, @Nullable String statement, RuntimeException failure) {
        return new Resumption(revision, points, statement, failure, null, List.of(), null);
    }

    boolean isWell() {
        return failure == null && difference == null && rows.isEmpty();
    }
}
