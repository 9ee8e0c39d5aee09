package dev.reflux.revision;

import static dev.reflux.revision.GraphFixture.assertFails;
import static dev.reflux.revision.GraphFixture.graph;
import static dev.reflux.revision.GraphFixture.revisions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.DatabaseAheadException;
import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.error.UsageException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UpgradePlanTests {

    @Nested
    class Linear {

        private final RevisionGraph graph = graph("aaaa1", "bbbb2 <- aaaa1", "cccc3 <- bbbb2");

        @Test
        void eachStepTellsWhatItDoes() {
            MigrationPlan plan = graph.planUpgrade(List.of("aaaa1"), "head");
            assertThat(plan.from()).containsExactly("aaaa1");
            assertThat(plan.to()).containsExactly("cccc3");
            assertThat(plan.purge()).isFalse();
            assertThat(plan.steps())
                    .containsExactly(
                            new MigrationStep(
                                    Direction.UPGRADE,
                                    "bbbb2",
                                    List.of("aaaa1"),
                                    "about bbbb2",
                                    List.of(new VersionOp.Update("aaaa1", "bbbb2")),
                                    List.of("bbbb2"),
                                    List.of("aaaa1"),
                                    List.of("bbbb2")),
                            new MigrationStep(
                                    Direction.UPGRADE,
                                    "cccc3",
                                    List.of("bbbb2"),
                                    "about cccc3",
                                    List.of(new VersionOp.Update("bbbb2", "cccc3")),
                                    List.of("cccc3"),
                                    List.of("bbbb2"),
                                    List.of("cccc3")));
        }

        @Test
        void theFirstRevisionInsertsARow() {
            assertThat(graph.planUpgrade(List.of(), "aaaa1").steps())
                    .singleElement()
                    .satisfies(step -> assertThat(step.versionOps()).containsExactly(new VersionOp.Insert("aaaa1")));
        }

        @Test
        void aReachedTargetIsAnEmptyPlan() {
            assertThat(graph.planUpgrade(List.of("cccc3"), "bbbb2").isEmpty()).isTrue();
            assertThat(graph.planUpgrade(List.of("cccc3"), "heads").isEmpty()).isTrue();
            assertThat(graph.planUpgrade(List.of("bbbb2"), "base").isEmpty()).isTrue();
        }

        @Test
        void relativeTargetsCountFromTheCurrentHeadOrFromARevision() {
            assertThat(revisions(graph.planUpgrade(List.of("aaaa1"), "+1"))).containsExactly("bbbb2");
            assertThat(revisions(graph.planUpgrade(List.of(), "+2"))).containsExactly("aaaa1", "bbbb2");
            assertThat(revisions(graph.planUpgrade(List.of(), "aaaa1+1"))).containsExactly("aaaa1", "bbbb2");
            assertThat(revisions(graph.planUpgrade(List.of("aaaa1"), "head-1"))).containsExactly("bbbb2");
            assertThat(revisions(graph.planUpgrade(List.of(), "base+1"))).containsExactly("aaaa1");
        }

        @Test
        void walksThatLeadNowhereAreOutOfRange() {
            for (String target : List.of(
                    "+3",
                    "+0",
                    "-0",
                    "-1",
                    "head+1",
                    "cccc3+9",
                    "aaaa1-1",
                    "aaaa1-9",
                    "base-1",
                    "+99999999999999999999")) {
                assertFails(Kind.RELATIVE_OUT_OF_RANGE, () -> graph.planUpgrade(List.of("aaaa1"), target));
            }
        }

        @Test
        void aRangeIsForScripts() {
            assertFails(Kind.RANGE_NOT_ALLOWED, () -> graph.planUpgrade(List.of("aaaa1"), "aaaa1:head"));
            assertThat(revisions(graph.planOfflineUpgrade("aaaa1:bbbb2"))).containsExactly("bbbb2");
            assertThat(revisions(graph.planOfflineUpgrade("bbbb2"))).containsExactly("aaaa1", "bbbb2");
            assertThat(revisions(graph.planOfflineUpgrade(":aaaa1"))).containsExactly("aaaa1");
            assertThat(revisions(graph.planOfflineUpgrade("bbbb2:"))).containsExactly("cccc3");
            assertThat(revisions(graph.planOfflineUpgrade("aaaa1:+1"))).containsExactly("bbbb2");
            assertThatThrownBy(() -> graph.planOfflineUpgrade("a:b:c")).isInstanceOf(UsageException.class);
        }

        @Test
        void aRowThatNoFileKnowsStopsTheUpgrade() {
            assertThatThrownBy(() -> graph.planUpgrade(List.of("zzzz9"), "head"))
                    .isInstanceOf(DatabaseAheadException.class)
                    .hasMessageContaining("'zzzz9'");
            assertThatThrownBy(() -> graph.planUpgrade(List.of("zzzz9"), "+1"))
                    .isInstanceOf(DatabaseAheadException.class);
        }

        @Test
        void aRowThatIsThereTwiceCannotChange() {
            assertFails(Kind.VERSION_ROW_MISMATCH, () -> graph.planUpgrade(List.of("aaaa1", "aaaa1"), "head"));
            assertThat(graph.planUpgrade(List.of("cccc3", "cccc3"), "head").isEmpty())
                    .isTrue();
        }
    }

    @Nested
    class Diamond {

        private final RevisionGraph graph = graph("root", "left <- root", "right <- root", "merge <- left right");

        @Test
        void aMergeMakesOneRowOfTwo() {
            MigrationPlan plan = graph.planUpgrade(List.of("left", "right"), "head");
            assertThat(plan.steps()).singleElement().satisfies(step -> {
                assertThat(step.versionOps())
                        .containsExactly(new VersionOp.Delete("left"), new VersionOp.Update("right", "merge"));
                assertThat(step.headsAfter()).containsExactly("merge");
            });
        }

        @Test
        void theSecondBranchInsertsARow() {
            MigrationPlan plan = graph.planUpgrade(List.of("right"), "left");
            assertThat(plan.steps()).singleElement().satisfies(step -> {
                assertThat(step.versionOps()).containsExactly(new VersionOp.Insert("left"));
                assertThat(step.headsAfter()).containsExactly("left", "right");
            });
        }

        @Test
        void stepsGoThroughBothSidesBeforeTheMerge() {
            assertThat(revisions(graph.planUpgrade(List.of(), "merge")))
                    .containsExactly("root", "right", "left", "merge");
        }

        @Test
        void walkingUpFromAForkIsAmbiguous() {
            assertFails(Kind.AMBIGUOUS_WALK, () -> graph.planUpgrade(List.of("root"), "+1"))
                    .hasMessageContainingAll("'left'", "'right'");
            assertThat(revisions(graph.planUpgrade(List.of("root"), "left@+1"))).containsExactly("left");
            assertFails(Kind.AMBIGUOUS_WALK, () -> graph.planUpgrade(List.of(), "merge-1"));
        }
    }

    @Nested
    class TwoHeads {

        private final RevisionGraph graph = graph("root", "aa01 <- root # one", "aa02 <- aa01", "bb01 <- root # two");

        @Test
        void upgradeToHeadRefusesTwoHeads() {
            assertFails(Kind.MULTIPLE_HEADS, () -> graph.planUpgrade(List.of(), "head"))
                    .hasMessageContainingAll("'aa02'", "'bb01'");
        }

        @Test
        void upgradeToHeadsTakesAll() {
            assertThat(graph.planUpgrade(List.of(), "heads").to()).containsExactly("aa02", "bb01");
            assertThat(graph.planUpgrade(List.of(), List.of("aa02", "bb01", "aa02"))
                            .to())
                    .containsExactly("aa02", "bb01");
        }

        @Test
        void countingUpNeedsABranchWhenThereAreSeveralRows() {
            List<String> rows = List.of("aa01", "bb01");
            assertFails(Kind.AMBIGUOUS_WALK, () -> graph.planUpgrade(rows, "+1"));
            assertThat(revisions(graph.planUpgrade(rows, "one@+1"))).containsExactly("aa02");
            assertFails(Kind.RELATIVE_OUT_OF_RANGE, () -> graph.planUpgrade(rows, "two@+1"));
        }

        @Test
        void countingUpABranchThatHasNotBegunStartsAtTheFork() {
            RevisionGraph graph = graph("root", "aa01 <- root", "aa02 <- aa01", "bb01 <- root # two", "bb02 <- bb01");
            assertThat(revisions(graph.planUpgrade(List.of("aa02"), "two@+2"))).containsExactly("bb01", "bb02");
        }

        @Test
        void targetsAndRowsMustNotOverlap() {
            assertFails(Kind.OVERLAPPING_HEADS, () -> graph.planUpgrade(List.of(), List.of("aa01", "aa02")));
            assertFails(Kind.OVERLAPPING_HEADS, () -> graph.planUpgrade(List.of("root", "aa01"), "heads"))
                    .hasMessageContaining("'root'")
                    .hasMessageContaining("stamp --purge");
        }
    }

    @Nested
    class DependsOn {

        private final RevisionGraph graph = graph("a1", "a2 <- a1", "a3 <- a2", "b1", "b2 <- b1 ; a2", "b3 <- b2 ; a2");

        @Test
        void dependenciesRunFirstAndTheirRowsGiveWay() {
            MigrationPlan plan = graph.planUpgrade(List.of(), "b2");
            assertThat(revisions(plan)).containsExactlyInAnyOrder("a1", "a2", "b1", "b2");
            assertThat(revisions(plan)).endsWith("b2");
            assertThat(plan.to()).containsExactly("b2");
        }

        @Test
        void theBranchOfADependencyGoesOnWithANewRow() {
            MigrationPlan plan = graph.planUpgrade(List.of("b2"), "a3");
            assertThat(plan.steps()).singleElement().satisfies(step -> {
                assertThat(step.versionOps()).containsExactly(new VersionOp.Insert("a3"));
                assertThat(step.headsAfter()).containsExactly("a3", "b2");
            });
        }

        @Test
        void fromLeavesOutWhatAnAncestorDependsOnAlready() {
            MigrationPlan plan = graph.planUpgrade(List.of("b1", "a2"), "b3");
            assertThat(plan.steps().get(0).from()).containsExactly("b1", "a2");
            assertThat(plan.steps().get(1).from()).containsExactly("b2");
        }

        @Test
        void aDependencyKeptByOneSideOfAMergeIsLeftOut() {
            RevisionGraph merged = graph(
                    "core", "a1", "a2 <- a1", "b1", "b2 <- b1 ; core", "m1 <- a2 b2", "m2 <- m1 ; core", "c1 ; core");
            MigrationPlan plan = merged.planUpgrade(List.of("m1"), "m2");
            assertThat(plan.steps().get(0).from()).containsExactly("m1");
            assertThat(merged.planUpgrade(List.of(), "c1").steps().get(1).from())
                    .containsExactly("core");
        }
    }
}
