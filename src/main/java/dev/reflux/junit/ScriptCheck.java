package dev.reflux.junit;

import dev.reflux.error.RefluxException;
import dev.reflux.junit.CheckedChain.End;
import dev.reflux.junit.OfflineScript.Section;
import dev.reflux.junit.Passage.Gone;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * Runs the script of the upgrade, and compares what it makes with what the upgrade makes.
 *
 * @param chain the chain
 */
record ScriptCheck(CheckedChain chain) {

    void requireSameEnd() {
        End expected = chain.end();
        List<Section> sections = sections();
        try (Stage stage = chain.stageAbove(chain.upToLastSkipped())) {
            if (chain.hasRows()) {
                sections.forEach(section -> playWithRows(stage, section));
            } else {
                play(stage, sections);
            }
            CatalogDifference difference = CatalogDifference.between(expected.catalog(), stage.fingerprint());
            if (!difference.isEmpty()) {
                throw new AssertionFailedError("The script of the upgrade makes another schema than the upgrade"
                        + " (-: only the upgrade, +: only the script); " + chain.lastTouched(difference) + "\n"
                        + difference);
            }
            requireSameRows(expected.rowCounts(), stage);
        }
    }

    /** Revisions of which the script has other statements than the upgrade, as far as their number tells. */
    private String unlike() {
        String revisions = chain.script().statements().entrySet().stream()
                .filter(entry -> chain.passage(entry.getKey()).up() instanceof Gone gone
                        && gone.statements() != entry.getValue())
                .map(entry -> chain.named(entry.getKey()))
                .collect(Collectors.joining(", "));
        return revisions.isEmpty() ? "" : "; it has other statements of " + revisions;
    }

    private List<Section> sections() {
        try {
            return chain.script().script().sections();
        } catch (RefluxException e) {
            throw chain.failed(String.valueOf(e.revision()), "cannot be written into a script", e);
        }
    }

    private void playWithRows(Stage stage, Section section) {
        stage.insertBefore(section.revision());
        play(stage, List.of(section));
        stage.insertAt(section.revision());
    }

    private void play(Stage stage, List<Section> sections) {
        AtomicReference<String> reached = new AtomicReference<>("");
        try {
            stage.on(connection -> {
                ScriptPlayer player = new ScriptPlayer(connection, chain.dialect());
                sections.forEach(section -> {
                    reached.set(section.revision());
                    player.play(section);
                });
                return true;
            });
        } catch (RefluxException e) {
            throw chain.failed(String.valueOf(reached.get()), "fails in the script of the upgrade", e);
        }
    }

    /** What the rows hold may rightly differ, as the time of their insertion does. */
    private void requireSameRows(Map<String, Integer> expected, Stage stage) {
        Map<String, Integer> actual = CheckedChain.counts(stage.rows());
        Map<String, String> different = new TreeMap<>();
        expected.forEach((table, count) -> {
            int found = actual.getOrDefault(table, 0);
            if (found != count) {
                different.put(table, table + ": " + count + " by the upgrade, " + found + " by the script");
            }
        });
        actual.forEach((table, count) -> {
            if (count > 0 && !expected.containsKey(table)) {
                different.put(table, table + ": none by the upgrade, " + count + " by the script");
            }
        });
        if (!different.isEmpty()) {
            throw new AssertionFailedError("The script of the upgrade makes other rows than the upgrade" + unlike()
                    + "." + "\n  " + String.join("\n  ", different.values()));
        }
    }
}
