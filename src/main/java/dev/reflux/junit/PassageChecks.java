package dev.reflux.junit;

import dev.reflux.junit.LockWatch.Sight;
import dev.reflux.junit.Passage.Failed;
import dev.reflux.junit.Passage.Gone;
import dev.reflux.junit.Passage.Leg;
import dev.reflux.junit.Passage.NotTried;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Checks of what a revision leaves on its way up, down and up again.
 *
 * @param chain the chain
 */
record PassageChecks(CheckedChain chain) {

    /** The first revision that does not go up; those above it cannot be tried. Then all of them together. */
    void requireUpgrades() {
        for (String revision : chain.revisions().orders().usual()) {
            Leg up = chain.passage(revision).up();
            if (up instanceof Failed failed) {
                throw chain.revisions().failed(revision, failed.what(), failed.failure());
            }
            if (up instanceof NotTried notTried && !chain.revisions().skips(revision)) {
                throw new AssertionFailedError(chain.revisions().named(revision) + " was not tried. " + notTried.why());
            }
        }
        chain.notTogether().ifPresent(failure -> {
            throw chain.revisions()
                    .failed(
                            failure.revision() == null
                                    ? chain.revisions().orders().last()
                                    : failure.revision(),
                            "cannot be upgraded in one run with those below it, although it can be alone",
                            failure);
        });
    }

    Stream<DynamicTest> edges() {
        return each(Exemption.EDGES, this::requireEdge);
    }

    private void requireEdge(Passage passage) {
        requireTried(passage.up(), passage.revision());
        if (passage.down() instanceof Failed failed) {
            throw chain.revisions().failed(passage.revision(), failed.what(), failed.failure());
        }
        requireTried(passage.down(), passage.revision());
        if (passage.again() instanceof Failed failed) {
            throw chain.revisions().failed(passage.revision(), failed.what(), failed.failure());
        }
        CatalogDifference change = passage.change();
        if (change != null && !change.isEmpty()) {
            throw chain.revisions()
                    .finding(
                            passage.revision(),
                            "makes something else when it is upgraded again after its downgrade"
                                    + " (-: only the first time, +: only the second time)",
                            change);
        }
    }

    Stream<DynamicTest> traces() {
        return each(Exemption.TRACES, this::requireNoTrace);
    }

    private void requireNoTrace(Passage passage) {
        requireGone(passage);
        CatalogDifference trace = passage.trace();
        if (trace != null && !trace.isEmpty()) {
            throw chain.revisions()
                    .finding(
                            passage.revision(),
                            "leaves a trace: after its downgrade the schema is not what it was before the upgrade"
                                    + " (-: lost, +: left over)",
                            trace);
        }
    }

    Stream<DynamicTest> rows() {
        List<String> revisions = chain.revisions().orders().usual().stream()
                .filter(revision -> !hadNoRows(chain.passage(revision)))
                .toList();
        return revisions.isEmpty()
                ? aborted(
                        "No table held a row when a revision was taken down: name some in chainSettings(), by rowsBefore or rowsAt.")
                : each(revisions, Exemption.ROWS, this::requireRows);
    }

    /** One test that says why there is none. */
    static Stream<DynamicTest> aborted(String why) {
        return Stream.of(DynamicTest.dynamicTest("none", () -> {
            throw new TestAbortedException(why);
        }));
    }

    private static boolean hadNoRows(Passage passage) {
        return passage.down() instanceof Gone && passage.rows() == null;
    }

    private void requireRows(Passage passage) {
        requireGone(passage);
        RowDifference rows = passage.rows();
        if (rows != null && !rows.isEmpty()) {
            throw chain.revisions()
                    .finding(
                            passage.revision(),
                            "loses data: after its downgrade the tables do not hold the rows that they held before the upgrade"
                                    + " (-: lost, +: left over)",
                            rows);
        }
    }

    Stream<DynamicTest> locks() {
        return each(Exemption.LOCKS, this::requireBudget);
    }

    private void requireBudget(Passage passage) {
        if (passage.up() instanceof NotTried notTried) {
            throw new TestAbortedException(notTried.why());
        }
        passage.locks().stream().max(Comparator.comparing(Sight::held)).ifPresent(longest -> {
            if (longest.held().compareTo(chain.limits().lockBudget()) > 0) {
                throw new AssertionFailedError(chain.revisions().named(passage.revision())
                        + " shuts everybody out of the table "
                        + longest.table() + " for at least " + longest.held().toMillis()
                        + " ms, by an ACCESS EXCLUSIVE lock; its budget is "
                        + chain.limits().lockBudget().toMillis() + " ms.\n  Statement: " + longest.statement()
                        + "\nDivide it, or do its slow part without the lock; limits() sets the budget.");
            }
        });
    }

    private static void requireGone(Passage passage) {
        Stream.of(passage.up(), passage.down()).forEach(leg -> requireTried(leg, passage.revision()));
    }

    /** What failed is told by the check that is about it. */
    private static void requireTried(Leg leg, String revision) {
        if (leg instanceof NotTried notTried) {
            throw new TestAbortedException(notTried.why());
        }
        if (leg instanceof Failed) {
            throw new TestAbortedException("A run of revision " + revision + " failed, as another check tells.");
        }
    }

    private Stream<DynamicTest> each(String name, Consumer<Passage> check) {
        return each(chain.revisions().orders().usual(), name, check);
    }

    private Stream<DynamicTest> each(List<String> revisions, String name, Consumer<Passage> check) {
        return revisions.stream()
                .map(revision -> DynamicTest.dynamicTest(chain.revisions().title(revision), () -> chain.revisions()
                        .requireUnlessExempt(revision, name, () -> check.accept(chain.passage(revision)))));
    }
}
