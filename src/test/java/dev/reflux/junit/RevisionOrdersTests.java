package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RevisionOrdersTests {

    private final List<RevisionNode> nodes = new ArrayList<>();

    private RevisionOrdersTests revision(String id, String... down) {
        nodes.add(new RevisionNode(id, List.of(down), List.of(), List.of(), null, id + ".sql"));
        return this;
    }

    private RevisionOrdersTests dependent(String id, String down, String dependency) {
        nodes.add(new RevisionNode(id, List.of(down), List.of(dependency), List.of(), null, id + ".sql"));
        return this;
    }

    private RevisionOrders orders() {
        return new RevisionOrders(RevisionGraph.of(nodes));
    }

    private RevisionOrders twoBranches() {
        return revision("a")
                .revision("l1", "a")
                .revision("l2", "l1")
                .revision("r1", "a")
                .revision("r2", "r1")
                .revision("m", "l2", "r2")
                .orders();
    }

    @Test
    void chainWithoutBranchesHasOneOrder() {
        RevisionOrders orders =
                revision("a").revision("b", "a").revision("c", "b").orders();

        assertThat(orders.isOnlyOne()).isTrue();
        assertThat(orders.seeded(3)).containsExactly("a", "b", "c").isEqualTo(orders.contrary());
    }

    @Test
    void everyOrderPutsRevisionsBehindWhatTheyBuildUpon() {
        RevisionOrders orders = twoBranches();
        Set<List<String>> drawn = new HashSet<>();

        LongStream.range(0, 200).forEach(seed -> drawn.add(orders.seeded(seed)));

        assertThat(drawn).as("all ways to shuffle two pairs").hasSize(6).allSatisfy(order -> assertThat(order)
                .startsWith("a")
                .endsWith("m")
                .containsSubsequence("l1", "l2")
                .containsSubsequence("r1", "r2")
                .hasSize(6));
        assertThat(orders.isOnlyOne()).isFalse();
    }

    @Test
    void sameSeedGivesTheSameOrder() {
        RevisionOrders orders = twoBranches();

        assertThat(orders.seeded(42)).isEqualTo(orders.seeded(42));
    }

    @Test
    void contraryOrderTakesTheOtherBranchFirst() {
        RevisionOrders orders = twoBranches();

        assertThat(orders.contrary().get(1)).isNotEqualTo(orders.usual().get(1));
    }

    @Test
    void dependencyIsKeptToAsWell() {
        RevisionOrders orders = revision("a")
                .revision("l", "a")
                .revision("k", "a")
                .dependent("r", "k", "l")
                .orders();

        assertThat(LongStream.range(0, 50).mapToObj(orders::seeded))
                .allSatisfy(order -> assertThat(order).containsSubsequence("l", "r"));
    }

    @Test
    void runGoesAsFarAsEachRevisionBuildsUponTheOneBefore() {
        assertThat(twoBranches().runs(List.of("a", "r1", "l1", "l2", "r2", "m")))
                .containsExactly(List.of("a", "r1"), List.of("l1", "l2"), List.of("r2", "m"));
    }

    @Test
    void lineEndsWhereARevisionDoesNotBuildUponTheOneBefore() {
        RevisionOrders orders = twoBranches();
        List<String> usual = orders.usual();
        String ofOther = usual.get(3);

        assertThat(orders.line(0, 6, any -> true)).isEqualTo(usual.subList(0, 3));
        assertThat(orders.line(3, 6, any -> true))
                .isEqualTo(usual.subList(3, 6))
                .endsWith("m");
        assertThat(orders.line(0, 2, any -> true)).hasSize(2);
        assertThat(orders.line(3, 6, id -> !id.equals("m"))).hasSize(2).startsWith(ofOther);
        assertThat(orders.line(0, 6, id -> !id.equals("a"))).isEmpty();
    }

    @Test
    void headsAreWhatNothingAppliedBuildsUpon() {
        RevisionOrders orders = twoBranches();

        assertThat(orders.heads(List.of("a", "l1", "r1", "l2"))).containsExactlyInAnyOrder("l2", "r1");
        assertThat(orders.heads(List.of())).isEmpty();
        assertThat(orders.upTo("l2")).containsExactly("a", "l1", "l2");
    }
}
