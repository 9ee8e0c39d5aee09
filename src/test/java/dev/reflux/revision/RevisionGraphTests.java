package dev.reflux.revision;

import static dev.reflux.revision.GraphFixture.assertFails;
import static dev.reflux.revision.GraphFixture.graph;
import static dev.reflux.revision.GraphFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.DatabaseAheadException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.error.UsageException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionGraphTests {

    @Nested
    class Empty {

        private final RevisionGraph graph = graph();

        @Test
        void hasNothingToDoAndIsAtHead() {
            assertThat(graph.planUpgrade(List.of(), "heads").isEmpty()).isTrue();
            assertThat(graph.planUpgrade(List.of(), "head").isEmpty()).isTrue();
            assertThat(graph.planDowngrade(List.of(), "base").isEmpty()).isTrue();
            assertThat(graph.atHead(List.of())).isTrue();
            assertThat(graph.history(null, List.of())).isEmpty();
        }

        @Test
        void refusesARelativeUpgrade() {
            assertFails(Kind.RELATIVE_OUT_OF_RANGE, () -> graph.planUpgrade(List.of(), "+1"));
        }
    }

    @Nested
    class Linear {

        private final RevisionGraph graph = graph("aaaa1", "bbbb2 <- aaaa1", "cccc3 <- bbbb2");

        @Test
        void knowsItsEnds() {
            assertThat(ids(graph.heads())).containsExactly("cccc3");
            assertThat(ids(graph.effectiveHeads())).containsExactly("cccc3");
            assertThat(ids(graph.bases())).containsExactly("aaaa1");
            assertThat(ids(graph.effectiveBases())).containsExactly("aaaa1");
            assertThat(graph.branchPoints()).isEmpty();
            assertThat(graph.mergePoints()).isEmpty();
        }

        @Test
        void keepsTheOrderOfTheFiles() {
            assertThat(ids(graph("zzzz <- aaaa", "aaaa", "mmmm <- zzzz").nodes()))
                    .containsExactly("zzzz", "aaaa", "mmmm");
        }

        @Test
        void tellsTheDetailsOfARevision() {
            RevisionDetails details = graph.details("bbbb2");
            assertThat(details.node().message()).isEqualTo("about bbbb2");
            assertThat(details.children()).containsExactly("cccc3");
            assertThat(details.head()).isFalse();
            assertThat(details.base()).isFalse();
            assertThat(details.branchPoint()).isFalse();
            assertThat(details.mergePoint()).isFalse();
            assertThat(graph.details("cccc3").effectiveHead()).isTrue();
            assertFails(Kind.NOT_FOUND, () -> graph.details("bbbb"));
        }

        @Test
        void resolvesIdsPrefixesAndSymbols() {
            assertThat(ids(graph.resolve("bbbb2", "c", "head", "heads")))
                    .containsExactly("bbbb2", "cccc3", "cccc3", "cccc3");
            assertThat(graph.resolve("base")).isEmpty();
            assertThat(graph.resolveOne("base")).isNull();
            assertThat(ids(graph.resolve("-1"))).containsExactly("bbbb2");
            assertThat(graph.resolve("-3")).isEmpty();
            assertFails(Kind.RELATIVE_OUT_OF_RANGE, () -> graph.resolve("-4"));
            assertFails(Kind.NOT_FOUND, () -> graph.resolve("bbbb2+1"));
            assertFails(Kind.NOT_FOUND, () -> graph.resolve("dddd")).hasMessageContaining("'dddd'");
        }

        @Test
        void refusesTargetsWithAnEmptyPart() {
            for (String target : List.of("", "@", "@head", "aaaa1@")) {
                assertThatThrownBy(() -> graph.resolve(target)).isInstanceOf(UsageException.class);
                assertThatThrownBy(() -> graph.planUpgrade(List.of(), target)).isInstanceOf(UsageException.class);
                assertThatThrownBy(() -> graph.planDowngrade(List.of(), target)).isInstanceOf(UsageException.class);
            }
        }

        @Test
        void refusesTextAfterARelativeTarget() {
            for (String target : List.of("aaaa1+1junk", "aaaa1+1+1", "+1 ", "-1x", "aaaa1@+1x")) {
                assertThatThrownBy(() -> graph.planUpgrade(List.of("aaaa1"), target))
                        .isInstanceOf(UsageException.class)
                        .hasMessageContaining("nothing may follow");
                assertThatThrownBy(() -> graph.planDowngrade(List.of("cccc3"), target))
                        .isInstanceOf(UsageException.class);
            }
        }

        @Test
        void listsItsHistoryNewestFirst() {
            assertThat(ids(graph.history(null, List.of()))).containsExactly("cccc3", "bbbb2", "aaaa1");
            assertThat(ids(graph.history(":", List.of()))).containsExactly("cccc3", "bbbb2", "aaaa1");
            assertThat(ids(graph.history("bbbb2:", List.of()))).containsExactly("cccc3", "bbbb2");
            assertThat(ids(graph.history(":bbbb2", List.of()))).containsExactly("bbbb2", "aaaa1");
            assertThat(ids(graph.history("-1:", List.of()))).containsExactly("cccc3", "bbbb2");
            assertThat(ids(graph.history("-9:", List.of()))).containsExactly("cccc3", "bbbb2", "aaaa1");
            assertThat(ids(graph.history("aaaa1:+1", List.of()))).containsExactly("bbbb2", "aaaa1");
            assertThat(ids(graph.history("aaaa1:+9", List.of()))).containsExactly("cccc3", "bbbb2", "aaaa1");
        }

        @Test
        void listsItsHistoryUpToAndFromTheCurrentHeads() {
            assertThat(ids(graph.history(":current", List.of("bbbb2")))).containsExactly("bbbb2", "aaaa1");
            assertThat(ids(graph.history("current:", List.of("bbbb2")))).containsExactly("cccc3", "bbbb2");
            assertThat(ids(graph.history("current:current", List.of("bbbb2")))).containsExactly("bbbb2");
            assertThat(graph.history(":current", List.of())).isEmpty();
            assertThatThrownBy(() -> graph.history(":current", List.of("gone")))
                    .isInstanceOf(DatabaseAheadException.class);
        }

        @Test
        void refusesHistoryRangesThatAreNone() {
            assertFails(Kind.RANGE_REQUIRED, () -> graph.history("head", List.of()));
            assertFails(Kind.RANGE_NOT_ANCESTOR, () -> graph.history("cccc3:aaaa1", List.of()));
            assertThatThrownBy(() -> graph.history("a:b:c", List.of())).isInstanceOf(UsageException.class);
        }

        @Test
        void isAtHeadOnlyWhenAllIsApplied() {
            assertThat(graph.atHead(List.of("cccc3"))).isTrue();
            assertThat(graph.atHead(List.of("bbbb2"))).isFalse();
            assertThat(graph.atHead(List.of())).isFalse();
        }

        @Test
        void tellsRowsThatNoFileKnows() {
            assertThat(graph.unknownHeads(List.of("zzzz", "cccc3", "yyyy"))).containsExactly("yyyy", "zzzz");
            assertThatThrownBy(() -> graph.atHead(List.of("zzzz")))
                    .isInstanceOf(DatabaseAheadException.class)
                    .hasMessageContaining("'zzzz'")
                    .hasMessageContaining("ahead of the revision files");
            assertThatThrownBy(() -> graph.currentRevisions(List.of("bbbb")))
                    .isInstanceOf(DatabaseAheadException.class)
                    .hasMessageContaining("'bbbb2'");
            assertThatThrownBy(() -> graph.applied(List.of("zzzz", "bbbb2")))
                    .isInstanceOf(DatabaseAheadException.class);
        }

        @Test
        void hasAppliedWhatIsBelowTheRowAndTheRow() {
            assertThat(graph.applied(List.of("bbbb2"))).containsExactlyInAnyOrder("aaaa1", "bbbb2");
            assertThat(graph.applied(List.of())).isEmpty();
        }
    }

    @Nested
    class Diamond {

        private final RevisionGraph graph =
                graph("root", "left <- root", "right <- root", "merge <- left right", "tip1 <- merge");

        @Test
        void knowsWhereItForksAndJoins() {
            assertThat(graph.branchPoints()).singleElement().satisfies(point -> {
                assertThat(point.revision().id()).isEqualTo("root");
                assertThat(ids(point.children())).containsExactly("left", "right");
            });
            assertThat(ids(graph.mergePoints())).containsExactly("merge");
            assertThat(graph.details("merge").mergePoint()).isTrue();
            assertThat(graph.details("root").branchPoint()).isTrue();
        }

        @Test
        void followsTheFirstParentFirst() {
            assertThat(ids(graph.history(null, List.of()))).containsExactly("tip1", "merge", "left", "right", "root");
        }
    }

    @Nested
    class TwoHeads {

        private final RevisionGraph graph =
                graph("root", "aa01 <- root", "aa02 <- aa01", "bb01 <- root", "bb02 <- bb01");

        @Test
        void headIsAmbiguousAndHeadsAreNot() {
            assertFails(Kind.MULTIPLE_HEADS, () -> graph.resolve("head")).hasMessageContainingAll("'aa02'", "'bb02'");
            assertThat(ids(graph.resolve("heads"))).containsExactly("aa02", "bb02");
            assertFails(Kind.MULTIPLE_HEADS, () -> graph.resolveOne("heads"));
        }

        @Test
        void anIdNarrowsTheHeads() {
            assertThat(ids(graph.resolve("aa01@head"))).containsExactly("aa02");
            assertThat(ids(graph.resolve("bb01@heads"))).containsExactly("bb02");
            assertThat(ids(graph.resolve("bb01@base"))).isEmpty();
        }

        @Test
        void aRevisionMustBeOnTheBranchBeforeTheAt() {
            assertThat(ids(graph.resolve("aa01@aa02"))).containsExactly("aa02");
            assertFails(Kind.NOT_ON_BRANCH, () -> graph.resolve("aa01@bb02"));
            assertFails(Kind.BRANCH_NOT_FOUND, () -> graph.resolve("nope@bb02"));
            assertFails(Kind.BRANCH_NOT_FOUND, () -> graph.resolve("nope@base"));
            assertFails(Kind.BRANCH_NOT_FOUND, () -> graph.resolve("nope@-1"));
            assertFails(Kind.NOT_FOUND, () -> graph.resolve("nope@head"));
        }

        @Test
        void aPrefixOfSeveralIsAmbiguousUnlessTheBranchDecides() {
            assertFails(Kind.AMBIGUOUS, () -> graph.resolve("aa"));
            assertFails(Kind.AMBIGUOUS, () -> graph.resolve("aa@head"));
            RevisionGraph close = graph("x001", "y001", "zz11 <- x001", "zz22 <- y001");
            assertThat(ids(close.resolve("x001@zz"))).containsExactly("zz11");
        }

        @Test
        void listsOneBranchAfterTheOther() {
            assertThat(ids(graph.history(null, List.of()))).containsExactly("aa02", "aa01", "bb02", "bb01", "root");
            assertThat(ids(graph.history("root:bb02", List.of()))).containsExactly("bb02", "bb01", "root");
        }
    }

    @Nested
    class LabeledBranch {

        @Test
        void aLabelSpreadsDownAndUpToTheFork() {
            RevisionGraph graph =
                    graph("root", "left1 <- root", "left2 <- left1 # shop", "left3 <- left2", "right <- root");
            assertThat(graph.effectiveLabels("left1")).containsExactly("shop");
            assertThat(graph.effectiveLabels("left2")).containsExactly("shop");
            assertThat(graph.effectiveLabels("left3")).containsExactly("shop");
            assertThat(graph.effectiveLabels("root")).isEmpty();
            assertThat(graph.effectiveLabels("right")).isEmpty();
        }

        @Test
        void aLabelDoesNotSpreadUpWhenItsBranchForksLater() {
            RevisionGraph graph = graph("base1", "mid1 <- base1 # shop", "one1 <- mid1", "two1 <- mid1");
            assertThat(graph.effectiveLabels("base1")).isEmpty();
            assertThat(graph.effectiveLabels("two1")).containsExactly("shop");
        }

        @Test
        void aMergeCarriesTheLabelsOfBothSides() {
            RevisionGraph graph = graph("aa # first", "bb # second", "mm <- aa bb", "nn <- mm # third");
            assertThat(graph.effectiveLabels("mm")).containsExactly("first", "second");
            assertThat(graph.effectiveLabels("nn")).containsExactly("first", "second", "third");
            assertThat(graph.effectiveLabels("aa")).containsExactly("first");
        }

        @Test
        void aDependentRevisionEndsTheSpreadUpwards() {
            RevisionGraph graph = graph("aa", "bb <- aa", "cc <- bb # shop", "dd ; bb", "ee <- dd");
            assertThat(graph.effectiveLabels("cc")).containsExactly("shop");
            assertThat(graph.effectiveLabels("bb")).isEmpty();
        }

        @Test
        void aLabelStandsForItsRevisionAndItsBranch() {
            RevisionGraph graph = graph("root", "left1 <- root # shop", "left2 <- left1", "right <- root");
            assertThat(ids(graph.resolve("shop", "sho", "shop@head"))).containsExactly("left1", "left1", "left2");
            assertThat(ids(graph.history("shop@base:heads", List.of()))).containsExactly("left2", "left1", "root");
        }

        @Test
        void aLabelMayHoldADashAndIsThenStillALabel() {
            RevisionGraph graph = graph("root", "left1 <- root # v-2", "left2 <- left1");
            assertThat(ids(graph.resolve("v-2", "v-2@head"))).containsExactly("left1", "left2");
            assertThat(graph.planUpgrade(List.of(), "v-2").to()).containsExactly("left1");
            assertThat(graph.planUpgrade(List.of(), "v-2@head").to()).containsExactly("left2");
        }
    }

    @Nested
    class DependsOn {

        private final RevisionGraph graph = graph("a1", "a2 <- a1 # lib", "b1", "b2 <- b1 ; lib");

        @Test
        void aDependencyIsAHeadButNoEffectiveHead() {
            assertThat(ids(graph.heads())).containsExactly("a2", "b2");
            assertThat(ids(graph.effectiveHeads())).containsExactly("b2");
            assertThat(graph.details("a2").head()).isTrue();
            assertThat(graph.details("a2").effectiveHead()).isFalse();
        }

        @Test
        void aHeadThatIsOnlyADependencyCountsAsReached() {
            assertThat(graph.atHead(List.of("b2"))).isTrue();
            assertThat(graph.atHead(List.of("a2"))).isFalse();
        }

        @Test
        void aDependencyIsAppliedWithWhatDependsOnIt() {
            assertThat(graph.applied(List.of("b2"))).contains("a2", "a1", "b1", "b2");
        }

        @Test
        void currentShowsBranchesThatARowImplies() {
            assertThat(ids(graph.currentRevisions(List.of("b2")))).containsExactlyInAnyOrder("a2", "b2");
            assertThat(ids(graph.currentRevisions(List.of("a1", "b1")))).containsExactlyInAnyOrder("a1", "b1");
        }
    }

    @Nested
    class NewRevisions {

        private final RevisionGraph graph = graph("root", "left1 <- root # shop", "left2 <- left1", "right <- root");

        private static NewRevision revision(List<String> heads, boolean splice, List<String> dependsOn) {
            return new NewRevision("new1", heads, splice, dependsOn, List.of());
        }

        @Test
        void goOnTheNamedHeads() {
            assertThat(graph.place(revision(List.of("shop@head"), false, List.of()))
                            .downRevisions())
                    .containsExactly("left2");
            assertThat(graph.place(revision(List.of("heads"), false, List.of())).downRevisions())
                    .containsExactly("left2", "right");
            assertThat(graph.place(revision(List.of("base"), false, List.of())).downRevisions())
                    .isEmpty();
            assertFails(Kind.MULTIPLE_HEADS, () -> graph.place(NewRevision.onHead("new1")));
        }

        @Test
        void needSpliceToLeaveARevisionThatHasChildren() {
            assertFails(Kind.NOT_A_HEAD, () -> graph.place(revision(List.of("left1"), false, List.of())));
            assertThat(graph.place(revision(List.of("left1"), true, List.of())).downRevisions())
                    .containsExactly("left1");
        }

        @Test
        void writeDependenciesAsFullIdsOrLabels() {
            assertThat(graph.place(revision(List.of("right"), false, List.of("shop", "left2", "roo")))
                            .dependsOn())
                    .containsExactly("shop", "left2", "root");
            assertFails(Kind.NOT_FOUND, () -> graph.place(revision(List.of("right"), false, List.of("nope"))));
            assertThatThrownBy(() -> graph.place(revision(List.of("right"), false, List.of("base"))))
                    .isInstanceOf(UsageException.class);
        }

        @Test
        void mustNotHaveALabelThatIsItsOwnId() {
            NewRevision revision = new NewRevision("new1", List.of("head"), false, List.of(), List.of("new1"));

            assertFails(Kind.DUPLICATE_BRANCH_LABEL, () -> graph("root").place(revision))
                    .hasMessageContaining("'new1' is the id of the new revision itself");
        }

        @ParameterizedTest
        @ValueSource(strings = {"head", "heads", "base", "current"})
        void mustNotHaveANameThatNobodyCouldAskFor(String name) {
            RevisionGraph graph = graph("root");

            assertFails(Kind.INVALID_REVISION_ID, () -> graph.place(NewRevision.onHead(name)));
            assertFails(
                    Kind.INVALID_REVISION_ID,
                    () -> graph.place(new NewRevision("new1", List.of("head"), false, List.of(), List.of(name))));
            assertThat(graph(name).contains(name)).as("in a file").isTrue();
        }

        @Test
        void mustNotTakeAnIdOrLabelTwice() {
            assertFails(
                            Kind.DUPLICATE_REVISION,
                            () -> graph.place(new NewRevision("left2", List.of("right"), false, List.of(), List.of())))
                    .hasMessageContaining("left2.sql");
            assertFails(
                    Kind.DUPLICATE_BRANCH_LABEL,
                    () -> graph.place(new NewRevision("new1", List.of("right"), false, List.of(), List.of("shop"))));
            assertFails(
                    Kind.INVALID_REVISION_ID,
                    () -> graph.place(new NewRevision("new-1", List.of("right"), false, List.of(), List.of())));
            assertThatThrownBy(() -> graph.place(revision(List.of("right", "right"), false, List.of())))
                    .isInstanceOf(UsageException.class);
        }
    }

    @Nested
    class Malformed {

        @Test
        void aDuplicateIdNamesBothFiles() {
            RevisionNode one = new RevisionNode("a1", List.of(), List.of(), List.of(), null, "one.sql");
            RevisionNode two = new RevisionNode("a1", List.of(), List.of(), List.of(), null, "two.sql");
            assertFails(Kind.DUPLICATE_REVISION, () -> RevisionGraph.of(List.of(one, two)))
                    .hasMessageContainingAll("'a1'", "one.sql", "two.sql");
        }

        @Test
        void aMissingParentNamesTheFileThatWantsIt() {
            assertFails(Kind.MISSING_REVISION, () -> graph("a1", "b1 <- gone"))
                    .hasMessageContainingAll("'gone'", "b1.sql")
                    .isInstanceOfSatisfying(RevisionGraphException.class, error -> {
                        assertThat(error.file()).isEqualTo("b1.sql");
                        assertThat(error.revision()).isEqualTo("b1");
                    });
            assertFails(Kind.MISSING_REVISION, () -> graph("a1 # lib", "b1 <- lib"))
                    .hasMessageContaining("branch label");
            assertFails(Kind.MISSING_REVISION, () -> graph("a1 ; gone"));
        }

        @Test
        void allFaultsAreToldAtOnce() {
            assertFails(Kind.DUPLICATE_REVISION, () -> graph("a1", "a1", "b1 <- gone", "c1 ; lost"))
                    .hasMessageContainingAll("'a1'", "Revision 'b1' (b1.sql)", "'gone'", "'lost'");
            assertFails(
                            Kind.MISSING_REVISION,
                            () -> graph(
                                    "a1 <- n1", "a2 <- n1", "a3 <- n1", "a4 <- n1", "a5 <- n1", "a6 <- n1", "a7 <- n1"))
                    .hasMessageContaining("And 2 more");
        }

        @Test
        void aLabelIsUniqueAmongLabelsAndIds() {
            assertFails(Kind.DUPLICATE_BRANCH_LABEL, () -> graph("a1 # lib", "b1 # lib"))
                    .hasMessageContainingAll("a1.sql", "b1.sql");
            assertFails(Kind.DUPLICATE_BRANCH_LABEL, () -> graph("a1", "b1 # a1"));
            assertFails(Kind.DUPLICATE_BRANCH_LABEL, () -> graph("a1 # lib lib"));
        }

        @Test
        void loopsOfOneAreTold() {
            assertFails(Kind.SELF_LOOP, () -> graph("a1 <- a1")).hasMessageContaining("a1.sql");
            assertFails(Kind.DEPENDENCY_SELF_LOOP, () -> graph("a1", "b1 <- a1 ; b1"));
            assertFails(Kind.DEPENDENCY_CYCLE, () -> graph("a1", "b1 <- a1 ; lib # lib"));
        }

        @Test
        void aCycleIsToldAsAPath() {
            assertFails(Kind.CYCLE, () -> graph("a1 <- c1", "b1 <- a1", "c1 <- b1"))
                    .hasMessageContaining("'a1' -> 'c1' -> 'b1' -> 'a1'");
            assertFails(Kind.DEPENDENCY_CYCLE, () -> graph("a1", "b1 <- a1 ; d1", "c1", "d1 <- c1 ; b1"))
                    .hasMessageContainingAll("'b1'", "'d1'");
        }

        @Test
        void aCycleBetweenABaseAndAHeadIsFound() {
            assertFails(Kind.CYCLE, () -> graph("a1", "b1 <- a1 c1", "c1 <- b1", "d1 <- c1"))
                    .hasMessageContainingAll("'b1' -> 'c1' -> 'b1'");
        }

        @Test
        void idsAreCheckedCharacterByCharacter() {
            for (String id :
                    List.of("a@b", "a+b", "a-b", "a:b", "a,b", " ab", "ab\u00a0", "a\tb", "", "x".repeat(65))) {
                RevisionNode node = new RevisionNode(id, List.of(), List.of(), List.of(), null, "file.sql");
                assertFails(Kind.INVALID_REVISION_ID, () -> RevisionGraph.of(List.of(node)))
                        .hasMessageContaining("file.sql");
            }
            for (String id : List.of("a b", "1.2", "été", "x".repeat(64), "\ud83d\ude80".repeat(64), "head")) {
                RevisionNode node = new RevisionNode(id, List.of(), List.of(), List.of(), null, "file.sql");
                assertThat(RevisionGraph.of(List.of(node)).contains(id)).isTrue();
            }
        }

        @Test
        void aLabelThatCouldNotBeNamedIsRefused() {
            RevisionNode node = new RevisionNode("a1", List.of(), List.of(), List.of("x@y"), null, "file.sql");
            assertFails(Kind.INVALID_REVISION_ID, () -> RevisionGraph.of(List.of(node)));
        }
    }
}
