package dev.reflux.runtime;

import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.error.Place;
import dev.reflux.revision.Direction;
import java.util.List;

/** The errors about a revision that was left half-way and cannot be finished without a decision of the user. */
final class HalfWayFailures {

    private HalfWayFailures() {}

    /** Statements that were done are not those of the file. */
    static InterruptedRevisionException changed(PlannedStep step, Place place) {
        return interrupted(
                step,
                " and the statements that were done are no longer those of the file. Put them back as they were",
                place);
    }

    /** The last statement took effect, and the file has another one in its place. */
    static InterruptedRevisionException doneButChanged(PlannedStep step, Place place) {
        return interrupted(
                step,
                " and its statement " + step.statementsBegun()
                        + " took effect, but has since been changed or removed in" + " the file. Put it back as it was",
                place);
    }

    /**
     * Nobody can tell whether a statement took effect.
     *
     * @param number its number in the revision, from 1
     * @param outline how the statement begins
     * @param reason why, and what to look at, without a full stop
     */
    static InterruptedRevisionException undecidable(
            PlannedStep step, int number, String outline, String reason, Place place) {
        return interrupted(
                step,
                ": its statement " + number + ", \"" + outline
                        + "\", was started, and it cannot be told"
                        + " whether it took effect. " + reason + ". Then replace it in the file by a statement that is"
                        + " right in either case (SELECT 1, if nothing is left to do), which the next run goes on with",
                place);
    }

    private static InterruptedRevisionException interrupted(PlannedStep step, String what, Place place) {
        String done = step.step().direction() == Direction.DOWNGRADE ? "downgrade" : "upgrade";
        return new InterruptedRevisionException(
                "The " + done + " of revision " + step.step().revision() + " was left half-way" + what
                        + waysOut(step, done) + ".",
                place);
    }

    /** Where another branch has gone on from a parent, a stamp of the parent would take that branch back. */
    private static String waysOut(PlannedStep step, String done) {
        boolean up = step.step().direction() != Direction.DOWNGRADE;
        String id = step.step().revision();
        List<String> parents = step.step().downRevisions();
        List<String> rowsBelow = up ? step.planned().headsBefore() : step.step().headsAfter();
        String below = parents.isEmpty() ? id + "@base" : String.join(" ", parents);
        String finish = "; or finish the " + done + " by hand and run \"stamp " + (up ? id : below) + "\"";
        String undo = "; or undo it by hand and run \"stamp " + (up ? below : id) + "\"";
        if (rowsBelow.containsAll(parents)) {
            return finish + undo;
        }
        return up ? finish : undo;
    }
}
