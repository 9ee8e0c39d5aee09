package dev.reflux.junit;

import dev.reflux.error.UsageException;
import java.util.List;
import java.util.function.Predicate;

/**
 * One finding that a project lives with: a check does not fail for a revision, but is aborted with the reason.
 *
 * @param revision the revision, named as targets are
 * @param check name of the check, one of those that have a test for each revision
 * @param reason why, for people
 */
public record Exemption(String revision, String check, String reason) {

    static final String EDGES = "everyEdgeGoesUpDownUp";
    static final String TRACES = "downgradesLeaveNoTrace";
    static final String ROWS = "rowsSurviveDowngrades";
    static final String LOCKS = "locksKeepWithinTheirBudget";
    static final String LOST_SESSIONS = "lostSessionsAreMadeUpFor";

    private static final List<String> CHECKS = List.of(EDGES, TRACES, ROWS, LOCKS, LOST_SESSIONS);

    /**
     * Checks the names.
     *
     * @throws UsageException if there is no such check with a test for each revision, or no reason
     */
    public Exemption {
        if (!CHECKS.contains(check)) {
            throw new UsageException(
                    "No revision can be exempt from " + check + ", which is no check with a test for each"
                            + " revision. Those are " + String.join(", ", CHECKS) + ".");
        }
        if (reason.isBlank()) {
            throw new UsageException(
                    "Revision " + revision + " is to be exempt from " + check + " without a reason. Give one.");
        }
    }

    /** The same of the full id of its revision. */
    Exemption of(String id) {
        return new Exemption(id, check, reason);
    }

    static Predicate<Exemption> about(String id, String name) {
        return each -> each.revision().equals(id) && each.check().equals(name);
    }
}
