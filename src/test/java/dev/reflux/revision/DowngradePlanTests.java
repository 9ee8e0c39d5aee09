package dev.reflux.revision;

import static dev.reflux.revision.GraphFixture.assertFails;
import static dev.reflux.revision.GraphFixture.graph;
import static dev.reflux.revision.GraphFixture.revisions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.DatabaseAheadException;
import dev.reflux.error.RevisionGraphException.Kind;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DowngradePlanTests {

    @Nested
    class Linear {

        private final RevisionGraph graph = graph("aaaa1", "bbbb2 <- aaaa1", "cccc3 <- bbbb2");

        @Test
        void stepsRunNewestFirst() {
            MigrationPlan plan = graph.planDowngrade(List.of("cccc3"), "base");
            assertThat(revisions(plan)).containsExactly("cccc3", "bbbb2", "aaaa1");
            assertThat(plan.steps().get(0).versionOps()).containsExactly(new VersionOp.Update("cccc3", "bbbb2"));
            assertThat(plan.steps().get(2).versionOps()).containsExactly(new VersionOp.Delete("aaaa1"));
            assertThat(plan.steps().get(2).from()).containsExactly("aaaa1");
            assertThat(plan.steps().get(2).to()).isEmpty();
            assertThat(plan.to()).isEmpty();
        }

        @Test
        void relativeTargetsCountFromTheCurrentHeadOrFromARevision() {
            assertThat(revisions(graph.planDowngrade(List.of("cccc3"), "-1"))).containsExactly("cccc3");
            assertThat(graph.planDowngrade(List.of("cccc3"), "-3").to()).isEmpty();
            assertThat(graph.planDowngrade(List.of("cccc3"), "head-2").to()).containsExactly("aaaa1");
            assertThat(graph.planDowngrade(List.of("cccc3"), "aaaa1+1").to()).containsExactly("bbbb2");
            for (String target : List.of("-4", "+1", "-0", "+0", "head+1", "aaaa1-9", "base+0", "base-1")) {
                assertFails(Kind.RELATIVE_OUT_OF_RANGE, () -> graph.planDowngrade(List.of("cccc3"), target));
            }
            assertFails(Kind.RELATIVE_OUT_OF_RANGE, () -> graph.planDowngrade(List.of(), "-1"));
        }

        @Test
        void aTargetThatIsNotAppliedIsRefused() {
            assertFails(Kind.RANGE_NOT_ANCESTOR, () -> graph.planDowngrade(List.of("bbbb2"), "cccc3"));
            assertFails(Kind.RANGE_NOT_ANCESTOR, () -> graph.planDowngrade(List.of(), "aaaa1"));
            assertThat(graph.planDowngrade(List.of("bbbb2"), "bbbb2").isEmpty()).isTrue();
            assertThat(graph.planDowngrade(List.of(), "base").isEmpty()).isTrue();
        }

        @Test
        void aScriptNeedsItsStart() {
            assertFails(Kind.RANGE_REQUIRED, () -> graph.planOfflineDowngrade("base"));
            assertFails(Kind.RANGE_NOT_ALLOWED, () -> graph.planDowngrade(List.of("cccc3"), "cccc3:base"));
            assertThat(revisions(graph.planOfflineDowngrade("bbbb2:base"))).containsExactly("bbbb2", "aaaa1");
            assertThat(revisions(graph.planOfflineDowngrade("bbbb2:-1"))).containsExactly("bbbb2");
            assertThat(revisions(graph.planOfflineDowngrade("bbbb2:"))).containsExactly("bbbb2", "aaaa1");
            assertThat(revisions(graph.planOfflineDowngrade(":bbbb2"))).containsExactly("cccc3");
        }

        @Test
        void aRowThatNoFileKnowsStopsTheDowngrade() {
            for (String target : List.of("base", "-1", "aaaa1", "aaaa1@-1")) {
                assertThatThrownBy(() -> graph.planDowngrade(List.of("zzzz9"), target))
                        .isInstanceOf(DatabaseAheadException.class);
            }
        }

        @Test
        void aBranchThatDoesNotExistIsRefusedEvenWhereThereIsNoChoice() {
            assertFails(Kind.BRANCH_NOT_FOUND, () -> graph.planDowngrade(List.of("cccc3"), "nope@base"));
        }
    }

    @Nested
    class Diamond {

        private final RevisionGraph graph = graph("root", "left <- root", "right <- root", "merge <- left right");

        @Test
        void leavingAMergeMakesTwoRowsOfOne() {
            MigrationPlan plan = graph.planDowngrade(List.of("merge"), "left");
            assertThat(plan.steps()).singleElement().satisfies(step -> assertThat(step.versionOps())
                    .containsExactly(new VersionOp.Insert("left"), new VersionOp.Update("merge", "right")));
            assertThat(plan.to()).containsExactly("left", "right");
        }

        @Test
        void theLastBranchUncoversTheFork() {
            MigrationPlan plan = graph.planDowngrade(List.of("left", "right"), "root");
            assertThat(plan.steps().get(0).versionOps()).containsExactly(new VersionOp.Delete("left"));
            assertThat(plan.steps().get(1).versionOps()).containsExactly(new VersionOp.Update("right", "root"));
        }

        @Test
        void walkingDownFromAMergeIsAmbiguous() {
            assertFails(Kind.AMBIGUOUS_WALK, () -> graph.planDowngrade(List.of("merge"), "-1"))
                    .hasMessageContainingAll("'left'", "'right'");
        }
    }

    @Nested
    class TwoHeads {

        private final RevisionGraph graph =
                graph("root", "aa01 <- root # one", "aa02 <- aa01", "bb01 <- root # two", "bb02 <- bb01");
        private final List<String> rows = List.of("bb02", "aa02");

        @Test
        void countingDownFromSeveralRowsIsRefusedWhateverTheirOrder() {
            assertFails(Kind.AMBIGUOUS_WALK, () -> graph.planDowngrade(rows, "-1"))
                    .hasMessageContainingAll("'aa02'", "'bb02'");
            assertFails(Kind.AMBIGUOUS_WALK, () -> graph.planDowngrade(List.of("aa02", "bb02"), "-1"));
            assertFails(Kind.RELATIVE_OUT_OF_RANGE, () -> graph.planDowngrade(rows, "-9"));
        }

        @Test
        void aLabelTakesOneBranchDown() {
            assertThat(graph.planDowngrade(rows, "one@-1").to()).containsExactly("aa01", "bb02");
            assertThat(graph.planDowngrade(rows, "two@root").to()).containsExactly("aa02");
            assertThat(graph.planDowngrade(rows, "two@-2").to()).containsExactly("aa02");
        }

        @Test
        void aRevisionBelowTheForkTakesBothDown() {
            assertThat(graph.planDowngrade(rows, "root").to()).containsExactly("root");
            assertThat(graph.planDowngrade(rows, "aa01").to()).containsExactly("aa01", "bb02");
        }

        @Test
        void aBranchMustGoThroughTheTarget() {
            RevisionGraph graph = graph("r1", "r2 # other", "aa01 <- r1", "bb01 <- r1");
            assertFails(
                    Kind.INVALID_DOWNGRADE_TARGET,
                    () -> graph.planDowngrade(List.of("aa01", "bb01", "r2"), "other@r1"));
        }
    }

    @Nested
    class DependsOn {

        @Test
        void whatDependsOnADroppedRevisionGoesToo() {
            RevisionGraph graph = graph("a1", "a2 <- a1", "b1", "b2 <- b1 ; a2");
            MigrationPlan plan = graph.planDowngrade(List.of("b2"), "a1");
            assertThat(revisions(plan)).containsExactly("b2", "a2");
            assertThat(plan.to()).containsExactly("a1", "b1");
        }

        @Test
        void droppingADependentLeavesItsDependencyAsARow() {
            RevisionGraph graph = graph("a1", "a2 <- a1 # lib", "b1", "b2 <- b1 ; a2");
            MigrationPlan plan = graph.planDowngrade(List.of("b2"), "b1");
            assertThat(plan.steps()).singleElement().satisfies(step -> assertThat(step.headsAfter())
                    .containsExactly("a2", "b1"));
        }

        @Test
        void aLabelWithoutARowOfItsOwnCountsFromTheImpliedHead() {
            RevisionGraph graph = graph("a1", "a2 <- a1 # lib", "b1", "b2 <- b1 ; a2");
            assertThat(revisions(graph.planDowngrade(List.of("b2"), "lib@-1"))).containsExactly("b2", "a2");
        }

        @Test
        void aRedundantDependencyLeavesNoRowThatAnotherImplies() {
            RevisionGraph graph = graph("a1", "a2 <- a1", "b1 ; a2", "b2 <- b1 ; a1", "c1");
            MigrationPlan plan = graph.planDowngrade(List.of("b2", "c1"), "b1");
            assertThat(plan.to()).containsExactly("b1", "c1");
        }
    }
}
