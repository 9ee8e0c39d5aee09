package dev.reflux.junit;

import dev.reflux.error.RefluxException;
import dev.reflux.junit.CheckedChain.End;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/**
 * Applies the revisions in other orders than the usual one.
 *
 * @param chain the chain
 */
record OrderCheck(CheckedChain chain) {

    /** Just one, which is aborted, where each revision builds upon the one before it. */
    Stream<DynamicTest> orders() {
        if (chain.revisions().orders().isOnlyOne()) {
            return PassageChecks.aborted("Each revision builds upon the one before it, so there is no other order.");
        }
        Begun begun = new Begun();
        return IntStream.rangeClosed(1, chain.limits().orders())
                .mapToObj(number -> DynamicTest.dynamicTest(name(number), () -> begun.require(number)));
    }

    /** All orders, which are begun together with the first of them. */
    private final class Begun {

        private final List<Runnable> orders = new ArrayList<>();

        void require(int number) {
            begun(number).run();
        }

        private synchronized Runnable begun(int number) {
            if (orders.isEmpty()) {
                End expected = chain.end();
                IntStream.rangeClosed(1, chain.limits().orders())
                        .mapToObj(each -> chain.begun(() -> requireSameEnd(expected, each)))
                        .forEach(orders::add);
            }
            return orders.get(number - 1);
        }
    }

    private void requireSameEnd(End expected, int number) {
        List<String> order = order(number);
        try (Stage stage = chain.emptyStage()) {
            climb(stage, order, number);
            CatalogDifference difference = CatalogDifference.betweenUnordered(expected.catalog(), stage.fingerprint());
            if (!difference.isEmpty()) {
                throw new AssertionFailedError("Revisions that do not build upon each other make another schema in "
                        + name(number) + " than in the usual order (-: only in the usual order, +: only in this one); "
                        + chain.lastTouched(difference, touched(order))
                        + "\n" + difference + "\nName what a revision needs by depends_on.\nThe order: "
                        + String.join(" ", order));
            }
        }
    }

    /** Goes the way again, one revision at a time: which of them touches what. */
    private Map<String, String> touched(List<String> order) {
        Map<String, String> touched = new HashMap<>();
        try (Stage stage = chain.emptyStage()) {
            CatalogFingerprint below = stage.fingerprint();
            for (String revision : order) {
                chain.climb(stage, List.of(revision));
                CatalogFingerprint above = stage.fingerprint();
                CatalogDifference.between(below, above).keys().forEach(key -> touched.put(key, revision));
                below = above;
            }
        }
        return touched;
    }

    /** The first is as far from the usual one as can be; neighbouring seeds of the generator would begin alike. */
    private List<String> order(int number) {
        return number == 1
                ? chain.revisions().orders().contrary()
                : chain.revisions().orders().seeded(chain.limits().seed() * 0x9E3779B97F4A7C15L + number);
    }

    private void climb(Stage stage, List<String> order, int number) {
        try {
            chain.climb(stage, order);
        } catch (RefluxException e) {
            throw chain.revisions()
                    .failed(
                            String.valueOf(e.revision()),
                            "cannot be upgraded in " + name(number)
                                    + ", so that it needs a revision which it does not build upon;"
                                    + " name that by depends_on",
                            e);
        }
    }

    private String name(int number) {
        return "order " + number + " of seed " + chain.limits().seed();
    }
}
