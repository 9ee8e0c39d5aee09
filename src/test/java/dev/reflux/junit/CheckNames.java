package dev.reflux.junit;

/** The names of the checks. */
final class CheckNames {

    static final String DOWNGRADES = "everyRevisionHasADowngradeOrAReason";
    static final String EDGE = "everyEdgeGoesUpDownUp";
    static final String HEAD = "graphHasOneHead";
    static final String LOCKS = "locksKeepWithinTheirBudget";
    static final String ORDERS = "ordersOfBranchesEndAlike";
    static final String RESUMPTION = "lostSessionsAreMadeUpFor";
    static final String ROWS = "rowsSurviveDowngrades";
    static final String RUNNERS = "runnersAtOnceApplyEachRevisionOnce";
    static final String SCHEMA = "chainEndsWithTheExpectedSchema";
    static final String SCRIPT = "scriptsDoWhatUpgradesDo";
    static final String SECOND = "aSecondUpgradeWritesNothing";
    static final String TRACE = "downgradesLeaveNoTrace";
    static final String UPGRADE = "upgradesFromBaseOneByOne";

    private CheckNames() {}
}
