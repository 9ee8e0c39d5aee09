package dev.reflux.revision;

import static dev.reflux.revision.GraphFixture.assertFails;
import static dev.reflux.revision.GraphFixture.graph;
import static dev.reflux.revision.GraphFixture.revisions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.error.UsageException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StampPlanTests {

    private final RevisionGraph graph =
            graph("root", "aa01 <- root # one", "aa02 <- aa01", "bb01 <- root # two", "bb02 <- bb01");

    private MigrationPlan stamp(List<String> rows, String... targets) {
        return graph.planStamp(rows, List.of(targets), false);
    }

    @Nested
    class KnownRows {

        @Test
        void moveAlongTheirBranch() {
            MigrationPlan plan = stamp(List.of("aa01"), "aa02");
            assertThat(plan.steps()).singleElement().satisfies(step -> {
                assertThat(step.direction()).isEqualTo(Direction.STAMP);
                assertThat(step.revision()).isEqualTo("aa02");
                assertThat(step.versionOps()).containsExactly(new VersionOp.Update("aa01", "aa02"));
            });
            assertThat(stamp(List.of("aa02"), "root").to()).containsExactly("root");
        }

        @Test
        void ofOtherBranchesStay() {
            assertThat(stamp(List.of("bb01"), "aa02").to()).containsExactly("aa02", "bb01");
            assertThat(stamp(List.of("aa02", "bb02"), "root").to()).containsExactly("root");
        }

        @Test
        void stayWhenTheyAreTheTarget() {
            assertThat(stamp(List.of("aa02"), "aa02").isEmpty()).isTrue();
            assertThat(stamp(List.of("aa02", "bb02"), "heads").isEmpty()).isTrue();
        }

        @Test
        void goOneByOneForBase() {
            MigrationPlan plan = stamp(List.of("bb02", "aa02"), "base");
            assertThat(revisions(plan)).containsExactly("aa02", "bb02");
            assertThat(plan.to()).isEmpty();
            assertThat(stamp(List.of("bb02", "aa02")).to()).isEmpty();
            assertThat(stamp(List.of("bb02", "aa02"), "two@base").to()).containsExactly("aa02");
        }

        @Test
        void areReplacedBySeveralTargets() {
            assertThat(stamp(List.of("root"), "aa02", "bb02").to()).containsExactly("aa02", "bb02");
            assertThat(stamp(List.of("root"), "aa02", "aa02").to()).containsExactly("aa02");
            RevisionGraph diamond = graph("left", "right", "merge <- left right");
            assertThat(diamond.planStamp(List.of("merge"), List.of("left", "right"), false)
                            .to())
                    .containsExactly("left", "right");
        }

        @Test
        void doNotCountRelatively() {
            assertFails(Kind.NOT_FOUND, () -> stamp(List.of("aa02"), "-1"));
            assertFails(Kind.NOT_FOUND, () -> stamp(List.of("aa02"), "+1"));
            assertFails(Kind.MULTIPLE_HEADS, () -> stamp(List.of("aa02"), "head"));
        }
    }

    @Nested
    class UnknownRows {

        @Test
        void giveWayToTheStampedRevision() {
            MigrationPlan plan = stamp(List.of("gone1", "gone2"), "aa02");
            assertThat(plan.to()).containsExactly("aa02");
            assertThat(plan.steps().get(0).versionOps())
                    .containsExactly(new VersionOp.Delete("gone1"), new VersionOp.Update("gone2", "aa02"));
        }

        @Test
        void goEvenWhenTheTargetIsThereAlready() {
            MigrationPlan plan = stamp(List.of("aa02", "gone1"), "aa02");
            assertThat(plan.to()).containsExactly("aa02");
            assertThat(plan.steps()).singleElement().satisfies(step -> {
                assertThat(step.revision()).isEqualTo("gone1");
                assertThat(step.downRevisions()).isEmpty();
                assertThat(step.message()).isNull();
                assertThat(step.versionOps()).containsExactly(new VersionOp.Delete("gone1"));
            });
        }

        @Test
        void goWithBase() {
            assertThat(stamp(List.of("aa02", "gone1"), "base").to()).isEmpty();
        }

        @Test
        void leaveRowsOfOtherBranchesAlone() {
            assertThat(stamp(List.of("bb01", "gone1"), "aa02").to()).containsExactly("aa02", "bb01");
        }
    }

    @Nested
    class Purge {

        @Test
        void startsFromNoRows() {
            MigrationPlan plan = graph.planStamp(List.of("gone1", "bb02", "bb02"), List.of("aa02"), true);
            assertThat(plan.purge()).isTrue();
            assertThat(plan.from()).containsExactly("bb02", "gone1");
            assertThat(plan.to()).containsExactly("aa02");
            assertThat(plan.steps()).singleElement().satisfies(step -> assertThat(step.versionOps())
                    .containsExactly(new VersionOp.Insert("aa02")));
        }

        @Test
        void toBaseIsNotEmptyWhileThereAreRows() {
            assertThat(graph.planStamp(List.of("bb02"), List.of("base"), true).isEmpty())
                    .isFalse();
            assertThat(graph.planStamp(List.of(), List.of("base"), true).isEmpty())
                    .isTrue();
        }

        @Test
        void needsADatabase() {
            assertFails(Kind.PURGE_OFFLINE, () -> graph.planOfflineStamp(List.of("aa02"), true));
        }
    }

    @Nested
    class Offline {

        @Test
        void startsAtBaseOrAtTheGivenRevision() {
            assertThat(graph.planOfflineStamp(List.of("aa02"), false).from()).isEmpty();
            assertThat(graph.planOfflineStamp(List.of("aa01:aa02"), false).from())
                    .containsExactly("aa01");
            assertThat(graph.planOfflineStamp(List.of(":aa02"), false).to()).containsExactly("aa02");
        }

        @Test
        void hasOneStart() {
            assertFails(
                    Kind.SINGLE_START_REQUIRED, () -> graph.planOfflineStamp(List.of("aa01:aa02", "bb01:bb02"), false));
            assertThat(graph.planOfflineStamp(List.of("root:aa02", "root:bb02"), false)
                            .to())
                    .containsExactly("aa02", "bb02");
            assertThatThrownBy(() -> graph.planOfflineStamp(List.of("aa01:"), false))
                    .isInstanceOf(UsageException.class);
        }
    }

    @Nested
    class RelativeTargets {

        @Test
        void areNotUnderstood() {
            assertFails(Kind.NOT_FOUND, () -> stamp(List.of("aa02"), "aa02-1"))
                    .hasMessageContaining("'aa02-1'")
                    .hasMessageContaining("A relative target is not understood here.");
        }
    }
}
