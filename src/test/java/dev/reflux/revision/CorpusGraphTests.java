package dev.reflux.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.reflux.error.DatabaseAheadException;
import dev.reflux.error.RefluxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What Alembic answers, case by case. The cases lie beside the project; where they are absent this class is skipped. */
class CorpusGraphTests {

    private static final Path CORPUS = Path.of("..", "shared", "corpus", "graph.jsonl");

    static Stream<Arguments> cases() throws IOException {
        return read(example -> !example.path("advisory").asBoolean(false));
    }

    /** Where Alembic crashes or is wrong, and the corpus says what would be right. */
    static Stream<Arguments> casesWithABetterAnswer() throws IOException {
        return read(example -> example.get("expect").has("suggested_error")
                || example.get("expect").has("plain_heads"));
    }

    private static Stream<Arguments> read(Predicate<JsonNode> wanted) throws IOException {
        if (!Files.isRegularFile(CORPUS)) {
            String skipped = "SKIPPED, nothing was compared with Alembic: the conformance corpus is not at "
                    + CORPUS.toAbsolutePath().normalize();
            return Stream.of(Arguments.of(skipped, MissingNode.getInstance()));
        }
        JsonMapper mapper = JsonMapper.shared();
        return Files.readAllLines(CORPUS).stream()
                .map(mapper::readTree)
                .filter(wanted)
                .map(example -> Arguments.of(
                        example.get("command").asString() + " "
                                + example.get("id").asString(),
                        example));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void answersAsAlembicDoes(String name, JsonNode example) {
        Assumptions.assumeFalse(example.isMissingNode(), name);
        JsonNode expected = example.get("expect");
        Throwable thrown = catchThrowable(() -> new Case(example).run());
        if (!expected.has("error")) {
            if (thrown != null) {
                throw new AssertionError(example + " failed: " + thrown.getMessage(), thrown);
            }
            return;
        }
        String type = expected.get("error").get("type").asString();
        if (!(thrown instanceof RefluxException) && type.equals("missing_revision") && isFit(example)) {
            return;
        }
        assertThat(thrown).as("%s", example).isInstanceOf(RefluxException.class);
        RefluxException error = (RefluxException) thrown;
        if (!(error instanceof DatabaseAheadException
                && Set.of("not_found", "missing_revision").contains(type))) {
            assertThat(error.code()).as("%s", example).isEqualTo(type);
        }
        for (String fact : strings(expected.get("error").get("message_contains"))) {
            assertThat(error).as("%s", example).hasMessageContaining(fact);
        }
        assertThat(error.getMessage()).as("%s", example).doesNotContain("\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("casesWithABetterAnswer")
    void answersAsAlembicShould(String name, JsonNode example) {
        Assumptions.assumeFalse(example.isMissingNode(), name);
        JsonNode expected = example.get("expect");
        if (expected.has("plain_heads")) {
            assertThat(new Case(example).play(example.get("options").get("steps")))
                    .containsExactlyElementsOf(strings(expected.get("plain_heads")));
            return;
        }
        assertThat(catchThrowable(() -> new Case(example).run()))
                .as("%s", example)
                .isInstanceOfSatisfying(RefluxException.class, error -> assertThat(error.code())
                        .isEqualTo(expected.get("suggested_error").asString()));
    }

    /**
     * A KeyError of Alembic's row bookkeeping is labelled missing_revision as well, though all that the graph and the
     * rows name is there. Such an upgrade must work.
     */
    private static boolean isFit(JsonNode example) {
        Case fit = new Case(example);
        assertThat(fit.graph.unknownHeads(fit.current)).isEmpty();
        Set<Integer> targets = new HashSet<>();
        fit.graph.resolve(fit.target()).forEach(node -> targets.add(fit.graphNumber(node.id())));
        Set<Integer> applied = new HashSet<>();
        for (String row : fit.upgrade().to()) {
            fit.topology.all().ancestors(Topology.setOf(fit.graphNumber(row))).stream()
                    .forEach(applied::add);
        }
        assertThat(applied).containsAll(targets);
        return true;
    }

    private static List<String> strings(@Nullable JsonNode node) {
        List<String> result = new ArrayList<>();
        if (node != null && node.isArray()) {
            node.forEach(element -> result.add(element.asString()));
        } else if (node != null && !node.isNull()) {
            result.add(node.asString());
        }
        return result;
    }

    /** One line of the corpus. */
    private static final class Case {

        private final JsonNode example;
        private final JsonNode expected;
        private final JsonNode options;
        private final List<String> current;
        private final List<String> targets;
        private final RevisionGraph graph;
        private final Topology topology;
        private final Names names;

        Case(JsonNode example) {
            this.example = example;
            this.expected = example.get("expect");
            this.options = example.get("options");
            this.current = strings(example.get("current"));
            this.targets = strings(example.get("target"));
            List<RevisionNode> nodes = new ArrayList<>();
            example.get("revisions").forEach(revision -> nodes.add(node(revision)));
            this.graph = RevisionGraph.of(nodes);
            GraphBuilder.Built built = GraphBuilder.build(nodes);
            this.topology = built.topology();
            this.names = built.names();
        }

        private static RevisionNode node(JsonNode revision) {
            String id = revision.get("revision").asString();
            return new RevisionNode(
                    id,
                    strings(revision.get("down_revision")),
                    strings(revision.get("depends_on")),
                    strings(revision.get("branch_labels")),
                    revision.path("message").asString(""),
                    id + ".sql");
        }

        void run() {
            switch (example.get("command").asString()) {
                case "upgrade" -> checkPlan(upgrade());
                case "downgrade" ->
                    checkPlan(
                            offline() ? graph.planOfflineDowngrade(target()) : graph.planDowngrade(current, target()));
                case "stamp" ->
                    checkPlan(
                            offline()
                                    ? graph.planOfflineStamp(targets, purge())
                                    : graph.planStamp(current, targets, purge()));
                case "apply" -> apply(expected.get("steps"));
                case "resolve" -> checkRevisions(ids(graph.resolve(targets.toArray(String[]::new))));
                case "resolve-one" -> resolveOne();
                case "heads" -> heads();
                case "bases" -> bases();
                case "branches" -> branches();
                case "labels" -> labels();
                case "history" -> checkRevisions(ids(graph.history(targets.isEmpty() ? null : target(), current)));
                case "current-check" -> currentCheck();
                case "new-revision" -> place();
                default -> throw new AssertionError("unknown command in " + example);
            }
        }

        private boolean offline() {
            return options.path("offline").asBoolean(false);
        }

        private boolean purge() {
            return options.path("purge").asBoolean(false);
        }

        private String target() {
            return targets.get(0);
        }

        private MigrationPlan upgrade() {
            if (offline()) {
                return graph.planOfflineUpgrade(target());
            }
            return targets.size() > 1 ? graph.planUpgrade(current, targets) : graph.planUpgrade(current, target());
        }

        private static List<String> ids(List<RevisionNode> nodes) {
            return nodes.stream().map(RevisionNode::id).toList();
        }

        private void checkPlan(MigrationPlan plan) {
            assertThat(plan.to()).as("heads").containsExactlyElementsOf(strings(expected.get("heads")));
            JsonNode steps = expected.get("steps");
            assertThat(plan.steps()).as("steps").hasSize(steps.size());
            if (expected.get("order").asString().equals("exact")) {
                for (int i = 0; i < steps.size(); i++) {
                    checkStep(plan.steps().get(i), steps.get(i), true);
                }
            } else {
                Set<String> revisions = new TreeSet<>();
                steps.forEach(step -> revisions.add(step.get("revision").asString()));
                assertThat(plan.steps().stream().map(MigrationStep::revision))
                        .containsExactlyInAnyOrderElementsOf(revisions);
                for (MigrationStep step : plan.steps()) {
                    steps.forEach(listed -> {
                        if (listed.get("revision").asString().equals(step.revision())) {
                            checkStep(step, listed, false);
                        }
                    });
                }
                if (!example.get("command").asString().equals("stamp")) {
                    checkTopological(plan);
                    apply(steps);
                }
            }
            checkOps(plan);
        }

        /**
         * With a redundant dependency Alembic keeps, for a while, a row that another row implies. The rule of the version
         * table is that rows are the maximal applied revisions, so the listed rows are reduced to those first.
         */
        private List<String> maximal(List<String> listed) {
            BitSet rows = CurrentHeads.of(listed, names).set();
            rows.andNot(topology.overlapping(rows));
            Set<String> result = new TreeSet<>(topology.ids(rows.stream().toArray()));
            return List.copyOf(result);
        }

        private void checkStep(MigrationStep step, JsonNode listed, boolean withHeads) {
            assertThat(step.revision()).isEqualTo(listed.get("revision").asString());
            assertThat(step.direction()).isEqualTo(direction(listed));
            assertThat(step.from()).as("from").containsExactlyInAnyOrderElementsOf(strings(listed.get("from")));
            assertThat(step.to()).as("to").containsExactlyInAnyOrderElementsOf(strings(listed.get("to")));
            if (withHeads) {
                List<String> rows = strings(listed.get("heads_after"));
                List<String> wanted = step.direction() == Direction.DOWNGRADE ? maximal(rows) : rows;
                assertThat(step.headsAfter()).containsExactlyElementsOf(wanted);
                if (wanted.equals(rows) && !expected.path("version_ops_free").asBoolean(false)) {
                    assertThat(step.versionOps().stream().map(Case::words))
                            .containsExactlyElementsOf(words(listed.get("version_ops")));
                }
            }
        }

        private static String words(VersionOp op) {
            if (op instanceof VersionOp.Insert insert) {
                return "insert " + insert.id();
            }
            return op instanceof VersionOp.Update update
                    ? "update " + update.from() + " " + update.to()
                    : "delete " + ((VersionOp.Delete) op).id();
        }

        private static List<String> words(JsonNode ops) {
            List<String> result = new ArrayList<>();
            ops.forEach(op -> result.add(String.join(" ", strings(op))));
            return result;
        }

        private static Direction direction(JsonNode listed) {
            return switch (listed.get("direction").asString()) {
                case "up" -> Direction.UPGRADE;
                case "down" -> Direction.DOWNGRADE;
                default -> Direction.valueOf(listed.get("direction").asString().toUpperCase(Locale.ROOT));
            };
        }

        private void checkTopological(MigrationPlan plan) {
            List<Integer> run = new ArrayList<>();
            for (MigrationStep step : plan.steps()) {
                run.add(names.id(step.revision()));
            }
            for (int i = 0; i < run.size(); i++) {
                boolean up = plan.steps().get(i).direction() == Direction.UPGRADE;
                BitSet mustNotFollow = up
                        ? topology.all().ancestors(Topology.setOf(run.get(i)))
                        : topology.all().descendants(Topology.setOf(run.get(i)));
                for (int later = i + 1; later < run.size(); later++) {
                    assertThat(mustNotFollow.get(run.get(later)))
                            .as("%s before %s", run.get(i), run.get(later))
                            .isFalse();
                }
            }
        }

        /** Playing back the row changes gives the rows that each step tells. */
        private static void checkOps(MigrationPlan plan) {
            Set<String> rows = plan.purge() ? new HashSet<>() : new HashSet<>(plan.from());
            for (MigrationStep step : plan.steps()) {
                for (VersionOp op : step.versionOps()) {
                    if (op instanceof VersionOp.Insert insert) {
                        assertThat(rows.add(insert.id())).isTrue();
                    } else if (op instanceof VersionOp.Delete delete) {
                        assertThat(rows.remove(delete.id())).isTrue();
                    } else if (op instanceof VersionOp.Update update) {
                        assertThat(rows.remove(update.from())).isTrue();
                        assertThat(rows.add(update.to())).isTrue();
                    }
                }
                assertThat(step.headsAfter()).containsExactlyElementsOf(new TreeSet<>(rows));
            }
        }

        private void apply(JsonNode steps) {
            CurrentHeads heads = CurrentHeads.of(offlineStart(), names).allKnown();
            VersionRows rows = new VersionRows(topology, heads.set());
            PlanBuilder plan = new PlanBuilder(topology, heads, false);
            for (JsonNode listed : steps) {
                int revision = graphNumber(listed.get("revision").asString());
                if (direction(listed) == Direction.UPGRADE) {
                    plan.upgrade(revision, rows.upgrade(revision));
                } else {
                    plan.downgrade(revision, rows.downgrade(revision));
                }
            }
            List<MigrationStep> made = plan.build().steps();
            for (int i = 0; i < steps.size(); i++) {
                checkStep(made.get(i), steps.get(i), true);
            }
            assertThat(plan.rows()).containsExactlyElementsOf(strings(expected.get("heads")));
        }

        /** The rows after steps given as pairs of direction and id. */
        private List<String> play(JsonNode steps) {
            CurrentHeads heads = CurrentHeads.of(current, names).allKnown();
            VersionRows rows = new VersionRows(topology, heads.set());
            PlanBuilder plan = new PlanBuilder(topology, heads, false);
            for (JsonNode step : steps) {
                int revision = graphNumber(step.get(1).asString());
                if (step.get(0).asString().equals("up")) {
                    plan.upgrade(revision, rows.upgrade(revision));
                } else {
                    plan.downgrade(revision, rows.downgrade(revision));
                }
            }
            return plan.rows();
        }

        private List<String> offlineStart() {
            if (!offline()) {
                return current;
            }
            RevisionNode start = TargetRange.is(target())
                    ? graph.resolveOne(TargetRange.parse(target()).startOr("base"))
                    : null;
            return start == null ? List.of() : List.of(start.id());
        }

        private int graphNumber(String id) {
            Integer number = names.id(id);
            assertThat(number).as(id).isNotNull();
            return number == null ? Topology.BASE : number;
        }

        private void checkRevisions(List<String> actual) {
            List<String> wanted = strings(expected.get("revisions"));
            switch (expected.get("order").asString()) {
                case "exact" -> assertThat(actual).containsExactlyElementsOf(wanted);
                case "topological" -> {
                    assertThat(actual).containsExactlyInAnyOrderElementsOf(wanted);
                    for (int i = 0; i < actual.size(); i++) {
                        BitSet above = topology.all().descendants(Topology.setOf(graphNumber(actual.get(i))));
                        for (String older : actual.subList(i + 1, actual.size())) {
                            assertThat(above.get(graphNumber(older))).as(older).isFalse();
                        }
                    }
                }
                default -> assertThat(actual).containsExactlyInAnyOrderElementsOf(wanted);
            }
        }

        private void resolveOne() {
            RevisionNode node = graph.resolveOne(target());
            String wanted = expected.get("revision").isNull()
                    ? null
                    : expected.get("revision").asString();
            assertThat(node == null ? null : node.id()).isEqualTo(wanted);
        }

        private void heads() {
            assertThat(ids(graph.heads())).containsExactlyInAnyOrderElementsOf(strings(expected.get("heads")));
            assertThat(ids(graph.effectiveHeads()))
                    .containsExactlyInAnyOrderElementsOf(strings(expected.get("real_heads")));
        }

        private void bases() {
            assertThat(ids(graph.bases())).containsExactlyInAnyOrderElementsOf(strings(expected.get("bases")));
            assertThat(ids(graph.effectiveBases()))
                    .containsExactlyInAnyOrderElementsOf(strings(expected.get("real_bases")));
        }

        private void branches() {
            Set<String> wanted = new TreeSet<>();
            expected.get("branches")
                    .forEach(branch -> wanted.add(
                            branch.get("revision").asString() + " " + new TreeSet<>(strings(branch.get("children")))));
            assertThat(graph.branchPoints().stream()
                            .map(point -> point.revision().id() + " " + new TreeSet<>(ids(point.children()))))
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }

        private void labels() {
            expected.get("labels").properties().forEach(entry -> assertThat(graph.effectiveLabels(entry.getKey()))
                    .as(entry.getKey())
                    .containsExactlyElementsOf(strings(entry.getValue())));
        }

        private void currentCheck() {
            assertThat(ids(graph.currentRevisions(current)))
                    .containsExactlyInAnyOrderElementsOf(strings(expected.get("current")));
            assertThat(graph.atHead(current)).isEqualTo(expected.get("at_head").asBoolean());
        }

        private void place() {
            Placement placement = graph.place(new NewRevision(
                    options.get("rev_id").asString(),
                    targets.isEmpty() ? List.of("head") : targets,
                    options.path("splice").asBoolean(false),
                    strings(options.get("depends_on")),
                    strings(options.get("branch_labels"))));
            assertThat(placement.downRevisions()).containsExactlyElementsOf(strings(expected.get("down_revision")));
            assertThat(placement.dependsOn()).containsExactlyElementsOf(strings(expected.get("depends_on")));
            assertThat(placement.branchLabels()).containsExactlyElementsOf(strings(expected.get("branch_labels")));
        }
    }
}
