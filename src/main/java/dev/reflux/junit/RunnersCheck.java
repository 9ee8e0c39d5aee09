package dev.reflux.junit;

import dev.reflux.Reflux;
import dev.reflux.dialect.HistoryEntry;
import dev.reflux.junit.CheckedChain.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Starts several upgrades at the same moment, each as a process of its own would be.
 *
 * @param chain the chain
 */
record RunnersCheck(CheckedChain chain) {

    void requireEachOnce() {
        End expected = chain.end();
        int applied = chain.revisions().upToLastSkipped();
        try (Stage stage = chain.stageAbove(applied)) {
            int number = chain.limits().runners();
            List<String> failures = failures(stage, number);
            List<String> findings = new ArrayList<>(repeated(stage, applied));
            failures.forEach(failure -> findings.add("  a runner failed: " + failure.replace("\n", "\n  ")));
            if (!findings.isEmpty()) {
                throw new AssertionFailedError("Of " + number + " runners that start at the same moment not all end"
                        + " well, each revision applied once:\n" + String.join("\n", findings)
                        + "\nIs the migration lock switched off, or given back by a revision?");
            }
            CatalogDifference difference = CatalogDifference.between(expected.catalog(), stage.fingerprint());
            if (!difference.isEmpty()) {
                throw new AssertionFailedError(number
                        + " runners that start at the same moment make another schema than"
                        + " one (-: only one, +: only several); " + chain.lastTouched(difference) + "\n" + difference);
            }
            requireSameRows(RowCounts.of(stage.rows()), applied);
        }
    }

    private void requireSameRows(RowCounts actual, int applied) {
        List<String> different = undisturbed(applied).difference("by one", actual, "by several");
        if (!different.isEmpty()) {
            throw new AssertionFailedError(
                    "Runners that start at the same moment make other rows than one:\n" + String.join("\n", different));
        }
    }

    /** While runners race no rows are inserted. */
    private RowCounts undisturbed(int applied) {
        if (!chain.revisions().hasRows()) {
            return chain.end().rows();
        }
        try (Stage stage = chain.stageAbove(applied)) {
            stage.upgrade("heads");
            return RowCounts.of(stage.rows());
        }
    }

    private static List<String> failures(Stage stage, int number) {
        return Objects.requireNonNull(Flux.range(0, number)
                .flatMap(
                        each -> Reflux.fromConfig(stage.config())
                                .upgrade("heads")
                                .<String>flatMap(report -> Mono.empty())
                                .onErrorResume(e -> Mono.just(String.valueOf(e.getMessage()))),
                        number)
                .collectList()
                .block());
    }

    /** Revisions that the history does not know to have been applied once, where there is a history. */
    private List<String> repeated(Stage stage, int before) {
        if (stage.config().historyTable() == null) {
            return List.of();
        }
        Map<String, Long> times = stage.history().stream()
                .filter(entry ->
                        entry.outcome().equals("succeeded") && entry.direction().equals("upgrade"))
                .collect(Collectors.groupingBy(HistoryEntry::revision, TreeMap::new, Collectors.counting()));
        return chain.revisions().orders().usual().stream()
                .skip(before)
                .filter(revision -> times.getOrDefault(revision, 0L) != 1)
                .map(revision -> "  " + chain.revisions().named(revision) + " was applied "
                        + times.getOrDefault(revision, 0L) + " times")
                .toList();
    }
}
