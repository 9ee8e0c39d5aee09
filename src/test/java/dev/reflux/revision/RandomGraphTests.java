package dev.reflux.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.reflux.error.RefluxException;
import dev.reflux.error.RevisionGraphException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that hold for any graph, checked against a model that is as simple as it is slow. */
class RandomGraphTests {

    static Stream<Integer> seeds() {
        return IntStream.range(0, 150).boxed();
    }

    /** A graph and its model. */
    private static final class World {

        final Random random;
        final List<RevisionNode> nodes = new ArrayList<>();
        final Map<String, Set<String>> parents = new HashMap<>();
        final RevisionGraph graph;

        World(int seed) {
            random = new Random(seed);
            int size = 1 + random.nextInt(25);
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                add("r" + i + "x" + random.nextInt(100), labels);
            }
            Collections.shuffle(nodes, random);
            graph = RevisionGraph.of(nodes);
        }

        private void add(String id, List<String> labels) {
            Set<String> down = new TreeSet<>();
            Set<String> dependsOn = new TreeSet<>();
            for (int i = random.nextInt(8) == 0 ? 2 : 1; i > 0 && random.nextInt(8) > 0; i--) {
                earlier().ifPresent(down::add);
            }
            for (int i = random.nextInt(4) - 1; i > 0; i--) {
                earlier().ifPresent(dependsOn::add);
            }
            Set<String> all = new TreeSet<>(down);
            all.addAll(dependsOn);
            parents.put(id, all);
            List<String> own = random.nextInt(6) == 0 ? List.of("label" + labels.size()) : List.of();
            labels.addAll(own);
            nodes.add(new RevisionNode(id, List.copyOf(down), List.copyOf(dependsOn), own, null, id + ".sql"));
        }

        private Optional<String> earlier() {
            return nodes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(nodes.get(Math.max(0, nodes.size() - 1 - random.nextInt(6)))
                            .id());
        }

        Set<String> applied(List<String> rows) {
            Set<String> result = new HashSet<>();
            List<String> todo = new ArrayList<>(rows);
            while (!todo.isEmpty()) {
                String id = todo.remove(todo.size() - 1);
                if (result.add(id)) {
                    todo.addAll(parentsOf(id));
                }
            }
            return result;
        }

        Set<String> parentsOf(String id) {
            return parents.getOrDefault(id, Set.of());
        }

        boolean hasAppliedChild(String id, List<String> applied) {
            return nodes.stream().anyMatch(node -> node.downRevisions().contains(id) && applied.contains(node.id()));
        }

        List<String> maximal(Set<String> applied) {
            Set<String> result = new TreeSet<>(applied);
            applied.forEach(id -> result.removeAll(parentsOf(id)));
            return List.copyOf(result);
        }

        /** Rows of a database that got where it is by upgrades. */
        List<String> reachableRows() {
            List<String> some = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                some.add(anyId());
            }
            return maximal(applied(some));
        }

        String anyId() {
            return nodes.get(random.nextInt(nodes.size())).id();
        }

        String anyTarget() {
            List<String> stems =
                    List.of("head", "heads", "base", anyId(), anyId().substring(0, 2), "label0", "label1", "nope", "");
            String target = stems.get(random.nextInt(stems.size()));
            if (random.nextInt(3) == 0) {
                target += (random.nextBoolean() ? "+" : "-") + random.nextInt(4);
            }
            if (random.nextInt(3) == 0) {
                target = stems.get(random.nextInt(stems.size())) + "@" + target;
            }
            if (random.nextInt(12) == 0) {
                target += ":" + anyId();
            }
            return random.nextInt(30) == 0 ? target + "x" : target;
        }

        /** Plays a plan back on the model. */
        void check(MigrationPlan plan, List<String> start) {
            Set<String> applied = applied(start);
            Set<String> rows = new TreeSet<>(start);
            assertThat(plan.from()).containsExactlyElementsOf(new TreeSet<>(start));
            for (MigrationStep step : plan.steps()) {
                if (step.direction() == Direction.UPGRADE) {
                    assertThat(applied).containsAll(parentsOf(step.revision()));
                    assertThat(applied.add(step.revision())).isTrue();
                } else {
                    assertThat(applied.remove(step.revision())).isTrue();
                    assertThat(applied).noneMatch(id -> parentsOf(id).contains(step.revision()));
                }
                play(step.versionOps(), rows);
                assertThat(step.headsAfter()).containsExactlyElementsOf(maximal(applied));
                assertThat(rows).containsExactlyElementsOf(maximal(applied));
            }
            assertThat(plan.to()).containsExactlyElementsOf(maximal(applied));
        }

        /** Every change must find the row that it changes, and lead to the rows that its step tells. */
        void playOnRows(MigrationPlan plan) {
            Set<String> rows = new TreeSet<>(plan.from());
            for (MigrationStep step : plan.steps()) {
                play(step.versionOps(), rows);
                assertThat(step.headsAfter()).containsExactlyElementsOf(rows);
            }
            assertThat(plan.to()).containsExactlyElementsOf(rows);
        }

        private static void play(List<VersionOp> ops, Set<String> rows) {
            for (VersionOp op : ops) {
                if (op instanceof VersionOp.Insert insert) {
                    assertThat(rows.add(insert.id())).isTrue();
                } else if (op instanceof VersionOp.Delete delete) {
                    assertThat(rows.remove(delete.id())).isTrue();
                } else if (op instanceof VersionOp.Update update) {
                    assertThat(rows.remove(update.from())).isTrue();
                    assertThat(rows.add(update.to())).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anUpgradeRunsParentsAndDependenciesFirstAndKeepsTheMaximalRows(int seed) {
        World world = new World(seed);
        for (int i = 0; i < 20; i++) {
            List<String> rows = world.reachableRows();
            String target = world.anyId();
            MigrationPlan plan = world.graph.planUpgrade(rows, target);
            world.check(plan, rows);
            assertThat(world.applied(plan.to())).contains(target).containsAll(world.applied(rows));
            assertThat(plan.steps())
                    .hasSize(world.applied(plan.to()).size()
                            - world.applied(rows).size());
        }
        MigrationPlan all = world.graph.planUpgrade(List.of(), "heads");
        world.check(all, List.of());
        assertThat(world.graph.atHead(all.to())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDowngradeDropsDependentsFirstAndKeepsTheMaximalRows(int seed) {
        World world = new World(seed);
        for (int i = 0; i < 20; i++) {
            List<String> rows = world.reachableRows();
            List<String> applied = new ArrayList<>(new TreeSet<>(world.applied(rows)));
            if (!applied.isEmpty()) {
                String target = applied.get(world.random.nextInt(applied.size()));
                if (rows.contains(target) || world.hasAppliedChild(target, applied)) {
                    MigrationPlan plan = world.graph.planDowngrade(rows, target);
                    world.check(plan, rows);
                    assertThat(world.applied(plan.to())).contains(target);
                } else {
                    GraphFixture.assertFails(Kind.RANGE_NOT_ANCESTOR, () -> world.graph.planDowngrade(rows, target));
                }
            }
        }
        List<String> rows = world.reachableRows();
        MigrationPlan all = world.graph.planDowngrade(rows, "base");
        world.check(all, rows);
        assertThat(all.to()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsAppliedIsAllThatTheRowsComeFromOrDependOn(int seed) {
        World world = new World(seed);
        for (int i = 0; i < 20; i++) {
            List<String> rows = world.reachableRows();
            assertThat(world.graph.applied(rows)).isEqualTo(world.applied(rows));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theWayUpTakenBackwardsLeadsToTheSameRows(int seed) {
        World world = new World(seed);
        List<String> rows = world.reachableRows();
        MigrationPlan up = world.graph.planUpgrade(rows, "heads");
        GraphBuilder.Built built = GraphBuilder.build(world.nodes);
        VersionRows bookkeeping = new VersionRows(
                built.topology(),
                CurrentHeads.of(up.to(), built.names()).allKnown().set());
        Set<String> played = new TreeSet<>(up.to());
        for (int i = up.steps().size() - 1; i >= 0; i--) {
            Integer revision = built.names().id(up.steps().get(i).revision());
            assertThat(revision).isNotNull();
            World.play(bookkeeping.downgrade(revision == null ? -1 : revision), played);
        }
        assertThat(played).containsExactlyElementsOf(rows);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void baseAndBackLeadsToTheSameRows(int seed) {
        World world = new World(seed);
        List<String> rows = world.reachableRows();
        List<String> none = world.graph.planDowngrade(rows, "base").to();
        assertThat(world.graph.planUpgrade(none, rows).to()).containsExactlyElementsOf(rows);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyTargetGivesAPlanOrAnErrorOfOurOwn(int seed) {
        World world = new World(seed);
        for (int i = 0; i < 200; i++) {
            List<String> rows = new ArrayList<>(world.reachableRows());
            if (world.random.nextInt(10) == 0) {
                rows.add("gone");
            }
            String target = world.anyTarget();
            attempt(() -> world.check(world.graph.planUpgrade(rows, target), rows));
            attempt(() -> world.check(world.graph.planDowngrade(rows, target), rows));
            attempt(() -> world.graph.planOfflineUpgrade(target));
            attempt(() -> world.graph.planOfflineDowngrade(target));
            attempt(() -> world.graph.planStamp(rows, List.of(target, world.anyTarget()), world.random.nextBoolean()));
            attempt(() -> world.graph.planOfflineStamp(List.of(target), false));
            attempt(() -> world.graph.history(target, rows));
            attempt(() -> world.graph.resolve(target));
            attempt(() -> world.graph.resolveOne(target));
            attempt(() -> world.graph.place(
                    new NewRevision("fresh", List.of(target), world.random.nextBoolean(), List.of(), List.of())));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsThatAStampLeftBehindGiveAPlanOrAnErrorOfOurOwn(int seed) {
        World world = new World(seed);
        for (int i = 0; i < 100; i++) {
            List<String> stamped = Stream.generate(world::anyId)
                    .limit(1 + world.random.nextInt(4))
                    .toList();
            List<String> rows =
                    world.graph.planStamp(List.of("gone"), stamped, false).to();
            assertThat(rows).containsExactlyElementsOf(new TreeSet<>(stamped));
            String target = world.anyTarget();
            attempt(() -> world.graph.planUpgrade(rows, target));
            attempt(() -> world.playOnRows(world.graph.planDowngrade(rows, target)));
            attempt(() -> world.playOnRows(world.graph.planStamp(rows, List.of(target, world.anyId()), false)));
            world.playOnRows(world.graph.planDowngrade(rows, "base"));
        }
    }

    /** What is refused before the database is asked must be refused whatever it answers. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whatACheckRefusesNoRowsMakeGood(int seed) {
        World world = new World(seed);
        for (int i = 0; i < 200; i++) {
            List<String> rows = world.reachableRows();
            String target = world.anyTarget();
            String range = (world.random.nextBoolean() ? "current:" + target : target + ":current");
            refusedAlike(() -> world.graph.checkUpgrade(target), () -> world.graph.planUpgrade(rows, target));
            refusedAlike(() -> world.graph.checkDowngrade(target), () -> world.graph.planDowngrade(rows, target));
            refusedAlike(() -> world.graph.checkHistory(target), () -> world.graph.history(target, rows));
            refusedAlike(() -> world.graph.checkHistory(range), () -> world.graph.history(range, rows));
            refusedAlike(
                    () -> world.graph.checkStamp(List.of(target)),
                    () -> world.graph.planStamp(rows, List.of(target), false));
        }
    }

    private static void refusedAlike(ThrowingCallable check, ThrowingCallable plan) {
        if (catchThrowable(check) instanceof RefluxException refused) {
            assertThat(catchThrowable(plan)).isInstanceOf(RefluxException.class);
            assertThat(refused.code()).isNotEqualTo("database_ahead");
        }
    }

    private static void attempt(Runnable question) {
        try {
            question.run();
        } catch (RefluxException expected) {
            assertThat(expected.code()).isNotEqualTo("internal_error");
            assertThat(expected.getMessage()).endsWith(".").doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theHistoryIsEveryRevisionNewestFirst(int seed) {
        World world = new World(seed);
        List<RevisionNode> history = world.graph.history(null, List.of());
        assertThat(history).containsExactlyInAnyOrderElementsOf(world.nodes);
        Set<String> seen = new HashSet<>();
        for (RevisionNode node : history) {
            assertThat(seen).doesNotContainAnyElementsOf(parentsOrNone(world, node));
            seen.add(node.id());
        }
    }

    private static Set<String> parentsOrNone(World world, RevisionNode node) {
        Set<String> parents = new HashSet<>(world.parentsOf(node.id()));
        parents.add("no such id, so that the set is never empty");
        return parents;
    }
}
