package dev.reflux.junit;

import dev.reflux.error.RefluxException;
import dev.reflux.junit.LockWatch.Watched;
import dev.reflux.junit.Passage.Failed;
import dev.reflux.junit.Passage.Gone;
import dev.reflux.junit.Passage.Leg;
import dev.reflux.junit.Stage.Contents;
import dev.reflux.runtime.MigrationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes revisions that build upon each other up one by one, down again one by one, and then up again in one run.
 *
 * <p>That finds whatever {@link ChainWalk} finds revision by revision, with two runs and two looks each in place of three: a
 * revision that leaves no trace meets on its second way up what it met on the first. Only sequences may stand elsewhere then
 * than right after its downgrade, so that what has moved one goes down and up at once, too. What is found is not told here,
 * since it may be several things at once.
 *
 * @param chain the chain
 * @param stage a database right below the first of the revisions
 * @param below its catalog
 */
record LineWalk(CheckedChain chain, Stage stage, CatalogFingerprint below) {

    /**
     * What became of the revisions.
     *
     * @param passages of each, in their order
     * @param above the catalog above the last of them, where the stage is then
     */
    record Line(List<Passage> passages, CatalogFingerprint above) {}

    /** Empty where anything failed, or was not as it should be; the stage is then of no more use. */
    Optional<Line> walk(List<String> revisions) {
        List<Climbed> climbed = up(revisions);
        List<Leg> down = climbed.size() < revisions.size() ? List.of() : down(climbed);
        return down.size() < revisions.size() ? Optional.empty() : again(climbed, down);
    }

    /** As many as go up. */
    private List<Climbed> up(List<String> revisions) {
        List<Climbed> all = new ArrayList<>();
        CatalogFingerprint catalog = below;
        Contents contents = stage.contents();
        for (String revision : revisions) {
            Watched<Leg> up = Climbed.tried(chain, stage, revision);
            if (up.result() instanceof Failed) {
                break;
            }
            Climbed climbed = Climbed.seen(stage, revision, catalog, contents.rows(), up);
            catalog = climbed.after();
            boolean moves =
                    isAnyMoved(contents.sequences(), climbed.contentsAfter().sequences());
            if (moves && (down(List.of(climbed)).isEmpty() || !isSameAgain(climbed))) {
                break;
            }
            contents = moves ? stage.contents() : climbed.contentsAfter();
            all.add(climbed);
        }
        return all;
    }

    /** Those that are there only before or after are made with the revision, or go with it. */
    private static boolean isAnyMoved(Map<String, String> before, Map<String, String> after) {
        return before.entrySet().stream()
                .anyMatch(sequence -> !after.getOrDefault(sequence.getKey(), sequence.getValue())
                        .equals(sequence.getValue()));
    }

    private boolean isSameAgain(Climbed climbed) {
        return Passage.tried("cannot be upgraded again after its downgrade", () -> stage.upgrade(climbed.revision()))
                        instanceof Gone
                && stage.fingerprint().equals(climbed.after());
    }

    /** As many as go down from the top and leave no trace, in the order of those that went up. */
    private List<Leg> down(List<Climbed> climbed) {
        List<Leg> all = new ArrayList<>();
        for (int i = climbed.size() - 1; i >= 0; i--) {
            Climbed each = climbed.get(i);
            Leg down = Passage.tried(
                    "cannot be downgraded again",
                    () -> stage.downgrade(chain.revisions().below(each.revision())));
            if (down instanceof Failed
                    || !stage.fingerprint().equals(each.before())
                    || !RowDifference.between(each.rowsBefore(), stage.rows()).isEmpty()) {
                break;
            }
            all.add(0, down);
        }
        return all;
    }

    private Optional<Line> again(List<Climbed> climbed, List<Leg> down) {
        Climbed last = climbed.get(climbed.size() - 1);
        MigrationReport report;
        try {
            report = stage.upgradeSeparately(last.revision());
        } catch (RefluxException e) {
            return Optional.empty();
        }
        if (!stage.fingerprint().equals(last.after())) {
            return Optional.empty();
        }
        Map<String, MigrationReport.Step> steps =
                report.steps().stream().collect(Collectors.toMap(MigrationReport.Step::revision, Function.identity()));
        List<Passage> passages = new ArrayList<>();
        for (int i = 0; i < climbed.size(); i++) {
            Climbed each = climbed.get(i);
            MigrationReport.Step step = steps.get(each.revision());
            if (step == null) {
                return Optional.empty();
            }
            RowDifference rows = each.rowsBefore().isEmpty() ? null : RowDifference.NONE;
            passages.add(each.passage(
                    down.get(i), Gone.of(List.of(step)), CatalogDifference.NONE, CatalogDifference.NONE, rows));
        }
        return Optional.of(new Line(passages, last.after()));
    }
}
