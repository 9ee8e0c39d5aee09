package dev.reflux.junit;

import dev.reflux.error.RefluxException;
import dev.reflux.junit.CheckedChain.End;
import dev.reflux.junit.OfflineScript.Section;
import dev.reflux.junit.Passage.Gone;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
        try (Stage stage = chain.stageAbove(chain.revisions().upToLastSkipped())) {
            if (chain.revisions().hasRows()) {
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
            requireSameRows(expected, stage);
        }
    }

    /** Revisions of which the script has other statements than the upgrade, as far as their number tells. */
    private String unlike() {
        String revisions = chain.revisions().script().statements().entrySet().stream()
                .filter(entry -> chain.passage(entry.getKey()).up() instanceof Gone gone
                        && gone.statements() != entry.getValue())
                .map(entry -> chain.revisions().named(entry.getKey()))
                .collect(Collectors.joining(", "));
        return revisions.isEmpty() ? "" : "; it has other statements of " + revisions;
    }

    private List<Section> sections() {
        try {
            return chain.revisions().script().script().sections();
        } catch (RefluxException e) {
            throw chain.revisions().failed(String.valueOf(e.revision()), "cannot be written into a script", e);
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
            throw chain.revisions().failed(String.valueOf(reached.get()), "fails in the script of the upgrade", e);
        }
    }

    /** What changes from upgrade to upgrade, as the time of an insertion does, may differ. */
    private void requireSameRows(End expected, Stage stage) {
        List<String> counts = expected.rows().difference("by the upgrade", RowCounts.of(stage.rows()), "by the script");
        List<String> different = counts.isEmpty() ? otherColumns(expected.columns(), stage.columnDigests()) : counts;
        if (!different.isEmpty()) {
            throw new AssertionFailedError("The script of the upgrade makes other rows than the upgrade" + unlike()
                    + ".\n" + String.join("\n", different));
        }
    }

    private List<String> otherColumns(Map<String, String> expected, Map<String, String> actual) {
        if (expected.equals(actual)) {
            return List.of();
        }
        Set<String> changing = chain.changingColumns();
        return expected.keySet().stream()
                .filter(column ->
                        !changing.contains(column) && !Objects.equals(expected.get(column), actual.get(column)))
                .map(column -> "  " + column + ": other values by the script")
                .toList();
    }
}
