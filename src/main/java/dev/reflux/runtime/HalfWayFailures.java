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
        boolean up = step.step().direction() != Direction.DOWNGRADE;
        String id = step.step().revision();
        List<String> parents = step.step().downRevisions();
        String below = parents.isEmpty() ? id + "@base" : String.join(" ", parents);
        String ways = "; or finish the " + (up ? "upgrade" : "downgrade") + " by hand and run \"stamp "
                + (up ? id : below) + "\"; or undo it by hand and run \"stamp " + (up ? below : id) + "\".";
        return new InterruptedRevisionException(
                "The " + (up ? "upgrade" : "downgrade") + " of revision " + id + " was left half-way" + what + ways,
                place);
    }
}
