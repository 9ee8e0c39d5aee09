package dev.reflux.junit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every chain of revisions should withstand, as tests that a project inherits in one line:
 *
 * <pre>{@code
 * class MarketMigrationsTests implements MigrationChecks {}
 * }</pre>
 *
 * <p>The chain, the server and the rows to test with are those of {@link #chainSettings}; {@link #limits} tells how far the checks go.
 * A check that is not wanted is overridden with one that does nothing. A check that cannot say anything, since something
 * stands in its way that another check tells of, is aborted and not failed.
 *
 * <p>Follows pytest-alembic's default tests, and goes beyond them.
 */
@Tag("migration")
@ExtendWith(ChecksExtension.class)
public interface MigrationChecks extends ChainSettingsSource {

    /** How far the checks go. */
    default CheckLimits limits() {
        return CheckLimits.DEFAULTS;
    }

    /**
     * Revisions that have no way down, each with the reason. A file can say it too, by a comment line
     * {@code irreversible: REASON}.
     */
    default Map<String, String> irreversible() {
        return Map.of();
    }

    /**
     * Revisions that one check is not to fail for, each with the reason; such as a downgrade that cannot bring back what the
     * upgrade has deleted.
     */
    default List<Exemption> exemptions() {
        return List.of();
    }

    /**
     * A SQL file, by its path or as {@code classpath:…}, that makes the schema which the chain is to end with; empty: the one
     * that {@code target-metadata} of the configuration names, if that ends with {@code .sql}.
     */
    default Optional<String> expectedSchema() {
        return Optional.empty();
    }

    /** The graph has one head. */
    @Test
    default void graphHasOneHead(CheckedChain chain) {
        new GraphCheck(chain.revisions()).requireOneHead();
    }

    /** Every revision has a way down, or there is a reason why not. */
    @Test
    default void everyRevisionHasADowngradeOrAReason(CheckedChain chain) {
        new GraphCheck(chain.revisions()).requireDowngrades();
    }

    /** The chain goes up from base, one revision at a time. */
    @Test
    default void upgradesFromBaseOneByOne(CheckedChain chain) {
        new PassageChecks(chain).requireUpgrades();
    }

    /** Each revision goes up, down and up again, and the second way up makes what the first did. */
    @TestFactory
    default Stream<DynamicTest> everyEdgeGoesUpDownUp(CheckedChain chain) {
        return new PassageChecks(chain).edges();
    }

    /** After a downgrade the catalog is what it was before the upgrade. */
    @TestFactory
    default Stream<DynamicTest> downgradesLeaveNoTrace(CheckedChain chain) {
        return new PassageChecks(chain).traces();
    }

    /** After a downgrade the tables hold the rows that they held before the upgrade; where there are rows to test with. */
    @TestFactory
    default Stream<DynamicTest> rowsSurviveDowngrades(CheckedChain chain) {
        return new PassageChecks(chain).rows();
    }

    /** No revision shuts the readers out of an existing table for longer than the budget. */
    @TestFactory
    default Stream<DynamicTest> locksKeepWithinTheirBudget(CheckedChain chain) {
        return new PassageChecks(chain).locks();
    }

    /** The script of an upgrade makes what the upgrade makes. */
    @Test
    default void scriptsDoWhatUpgradesDo(CheckedChain chain) {
        new ScriptCheck(chain).requireSameEnd();
    }

    /** An upgrade with nothing to do writes nothing, not even into our own tables. */
    @Test
    default void aSecondUpgradeWritesNothing(CheckedChain chain) {
        new SecondUpgradeCheck(chain).requireNoWrite();
    }

    /** Revisions that do not build upon each other make the same schema in any order, but for the order of columns. */
    @TestFactory
    default Stream<DynamicTest> ordersOfBranchesEndAlike(CheckedChain chain) {
        return new OrderCheck(chain).orders();
    }

    /** Processes that start at the same moment all end well, and apply each revision once. */
    @Test
    default void runnersAtOnceApplyEachRevisionOnce(CheckedChain chain) {
        new RunnersCheck(chain).requireEachOnce();
    }

    /** An upgrade whose session is lost before any of its statements is finished by the next one. */
    @TestFactory
    default Stream<DynamicTest> lostSessionsAreMadeUpFor(CheckedChain chain) {
        return new ResumptionCheck(chain).revisions();
    }

    /** The chain ends with the schema that is expected, but for the order of columns; where one is known. */
    @Test
    default void chainEndsWithTheExpectedSchema(CheckedChain chain) {
        new SchemaCheck(chain).requireExpected();
    }
}
