package dev.reflux.revision;

import static dev.reflux.revision.GraphFixture.graph;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two branches from different bases, a1 to d4 and x1 to x2, and b5 beside b2. */
class StampSettlementTests {

    private final RevisionGraph graph = graph(
            "a0 # a",
            "a1 <- a0",
            "b2 <- a1",
            "c3 <- b2",
            "d4 <- c3",
            "b5 <- a1",
            "x1 # x",
            "x2 <- x1",
            "x3 <- x2 ; b2");

    private boolean settles(Collection<String> rows, String revision, String... targets) {
        return settles(graph.planStamp(rows, List.of(targets), false), revision, targets);
    }

    private boolean settles(MigrationPlan stamp, String revision, String... targets) {
        return graph.stampSettles(stamp, List.of(targets), revision);
    }

    @Nested
    class AnUpgrade {

        @Test
        void isSettledByTheRevisionAndItsParent() {
            assertThat(settles(List.of("a1"), "b2", "b2")).isTrue();
            assertThat(settles(List.of("a1"), "b2", "a1")).isTrue();
            assertThat(settles(List.of("a1", "x1"), "b2", "x2", "a1")).isTrue();
        }

        @Test
        void isSettledByWhatComesAfterIt() {
            assertThat(settles(List.of("a1"), "b2", "c3")).isTrue();
            assertThat(settles(List.of("a1"), "b2", "d4")).isTrue();
            assertThat(settles(List.of("a1", "x1"), "b2", "heads")).isTrue();
        }

        @Test
        void isSettledByWhatDependsOnIt() {
            assertThat(settles(List.of("a1", "x2"), "b2", "x3")).isTrue();
        }

        @Test
        void isSettledByGoingBackBehindItsParent() {
            assertThat(settles(List.of("a1"), "b2", "a0")).isTrue();
            assertThat(settles(List.of("a1", "x1"), "b2", "a@base")).isTrue();
            assertThat(settles(List.of("a1", "x1"), "b2", "base")).isTrue();
            assertThat(settles(List.of("a1", "x1"), "b2")).isTrue();
            assertThat(settles(graph.planStamp(List.of("a1", "x1"), List.of("x2"), true), "b2", "x2"))
                    .isTrue();
        }

        @Test
        void isNotSettledByAnotherBranch() {
            assertThat(settles(List.of("a1", "x1"), "b2", "x2")).isFalse();
            assertThat(settles(List.of("a1", "x1"), "b2", "x@base")).isFalse();
            assertThat(settles(List.of("a1"), "b2", "x1")).isFalse();
        }

        @Test
        void isNotSettledByARevisionBesideIt() {
            assertThat(settles(List.of("a1"), "b2", "b5")).isFalse();
            assertThat(settles(List.of("b5"), "b2", "b5")).isFalse();
        }

        @Test
        void isNotSettledWhereOnlyWhatItDependsOnIsTakenBack() {
            assertThat(settles(List.of("b2", "x2"), "x3", "a1")).isFalse();
        }

        @Test
        void ofARevisionWithoutParentsIsSettledByTheBaseOfItsBranch() {
            assertThat(settles(List.of(), "x1", "base")).isTrue();
            assertThat(settles(List.of("a1"), "x1")).isTrue();
            assertThat(settles(List.of("a1"), "x1", "x@base")).isTrue();
            assertThat(settles(List.of("a1"), "x1", "a@base")).isFalse();
            assertThat(settles(List.of("a1"), "x1", "b2")).isFalse();
        }

        @Test
        void thatTheRowsHavePassedIsSettledByRepeatingThem() {
            assertThat(settles(List.of("c3", "x1"), "b2", "c3")).isTrue();
            assertThat(settles(List.of("x1"), "b2", "b2@base")).isTrue();
            assertThat(settles(List.of("a0"), "b2", "a0")).isTrue();
            assertThat(settles(List.of(), "b2", "base")).isTrue();
            assertThat(settles(List.of("c3", "x1"), "b2", "x2")).isFalse();
            assertThat(settles(List.of("x1"), "b2", "x2")).isFalse();
        }
    }

    @Nested
    class ADowngrade {

        @Test
        void isSettledByTheRevisionAndItsParent() {
            assertThat(settles(List.of("b2"), "b2", "b2")).isTrue();
            assertThat(settles(List.of("b2"), "b2", "a1")).isTrue();
        }

        @Test
        void isSettledFurtherUpAndFurtherDown() {
            assertThat(settles(List.of("b2"), "b2", "c3")).isTrue();
            assertThat(settles(List.of("b2"), "b2", "a0")).isTrue();
            assertThat(settles(List.of("b2"), "b2", "base")).isTrue();
            assertThat(settles(graph.planStamp(List.of("b2"), List.of("b5"), true), "b2", "b5"))
                    .isTrue();
        }

        @Test
        void isNotSettledByAnotherBranch() {
            assertThat(settles(List.of("b2", "x1"), "b2", "x2")).isFalse();
            assertThat(settles(List.of("b2"), "b2", "b5")).isFalse();
        }
    }
}
