package dev.reflux.junit;

import dev.reflux.config.RefluxConfig;
import dev.reflux.config.TransactionMode;
import dev.reflux.dialect.Dialect;
import dev.reflux.error.IrreversibleRevisionException;
import dev.reflux.error.RefluxException;
import dev.reflux.junit.LockWatch.Watched;
import dev.reflux.junit.OfflineScript.Section;
import dev.reflux.junit.Passage.Failed;
import dev.reflux.junit.Passage.NotTried;
import dev.reflux.revision.MigrationStep;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.MigrationRequest;
import dev.reflux.runtime.MigrationRequest.Command;
import dev.reflux.script.source.ScriptText;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The chain of a {@link MigrationChecks} class, with what its checks have found out and share. Handed to the checks as a
 * parameter; a project has no use for it. Safe to share.
 */
public final class CheckedChain implements AutoCloseable {

    private static final Pattern REASON = Pattern.compile("(?im)^\\s*(?:--|#|//|/?\\*+)\\s*irreversible:\\s*(\\S.*)$");

    private final TestedChain chain;
    private final ChainRunner runner;
    private final TestKit kit;
    private final List<MigrationStep> steps;
    private final boolean hasRows;
    private final CheckLimits limits;
    private final Map<String, String> declaredIrreversible;
    private final List<Exemption> exemptions;
    private final Optional<String> expectedSchema;
    private final RevisionOrders orders;
    private final ParallelWalks walks;
    private final Map<String, Optional<RefluxException>> irreversible = new ConcurrentHashMap<>();
    private @Nullable Map<String, CompletableFuture<Passage>> passages;
    private @Nullable Map<String, CompletableFuture<Resumption>> resumptions;
    private @Nullable Together together;
    private @Nullable Scripted script;

    private CheckedChain(MigrationChecks checks, TestKit kit) {
        ChainSettings settings = checks.chainSettings();
        this.chain = TestedChain.load(settings);
        this.runner = chain.runner();
        this.kit = kit;
        this.steps = graph().planUpgrade(List.of(), "heads").steps();
        this.hasRows = !settings.rows().isEmpty();
        this.limits = checks.limits();
        this.declaredIrreversible = Map.copyOf(checks.irreversible());
        this.exemptions = checks.exemptions().stream()
                .map(each -> each.of(runner.id(each.revision())))
                .toList();
        this.expectedSchema = checks.expectedSchema().or(this::wantedSchema);
        this.orders = new RevisionOrders(graph());
        this.walks = new ParallelWalks(limits.workers());
    }

    /** Reads the files of the chain. Blocks. */
    static CheckedChain of(MigrationChecks checks, TestKit kit) {
        return new CheckedChain(checks, kit);
    }

    /**
     * The script of an upgrade.
     *
     * @param script what it says
     * @param statements how many statements of each revision there are in it
     */
    record Scripted(OfflineScript script, Map<String, Integer> statements) {}

    /**
     * Where the chain ends.
     *
     * @param catalog the schema, without our own tables
     * @param rows how many rows there are
     * @param columns digests of what the columns hold, by table and column
     */
    record End(CatalogFingerprint catalog, RowCounts rows, Map<String, String> columns) {

        static End of(Stage stage) {
            return new End(stage.fingerprint(), RowCounts.of(stage.rows()), stage.columnDigests());
        }
    }

    RevisionGraph graph() {
        return runner.scripts().graph();
    }

    RevisionOrders orders() {
        return orders;
    }

    CheckLimits limits() {
        return limits;
    }

    RefluxConfig config() {
        return runner.config();
    }

    Dialect dialect() {
        return runner.dialect();
    }

    Optional<String> expectedSchema() {
        return expectedSchema;
    }

    /** Other kinds of metadata than SQL are not read here. */
    private Optional<String> wantedSchema() {
        return Optional.ofNullable(config().targetMetadata())
                .filter(location -> location.toLowerCase(Locale.ROOT).endsWith(".sql"));
    }

    // What a revision is called

    /** As the name of a test. */
    String title(String revision) {
        String message = graph().node(revision).message();
        return revision + (message == null || message.isBlank() ? "" : " " + message);
    }

    /** At the beginning of a sentence. */
    String named(String revision) {
        return graph().contains(revision) ? "Revision " + revision + " (" + orders.file(revision) + ")" : "A revision";
    }

    AssertionFailedError failed(String revision, String what, RuntimeException failure) {
        return new AssertionFailedError(named(revision) + " " + what + ".\n" + failure.getMessage(), failure);
    }

    AssertionFailedError finding(String revision, String what, Object difference) {
        return new AssertionFailedError(named(revision) + " " + what + ":\n" + difference);
    }

    /** Which revisions were the last to touch what differs, as part of a sentence. */
    String lastTouched(CatalogDifference difference) {
        return lastTouched(difference, Map.of());
    }

    /**
     * Which revisions were the last to touch what differs, as part of a sentence.
     *
     * @param elsewhere which revision has touched what, by kinds and names of objects, where the chain was applied in another
     *     way than the usual
     */
    String lastTouched(CatalogDifference difference, Map<String, String> elsewhere) {
        List<String> last = difference.keys().stream()
                .flatMap(key ->
                        Stream.concat(lastToTouch(key).stream(), Optional.ofNullable(elsewhere.get(key)).stream()))
                .distinct()
                .sorted(Comparator.comparing(orders.usual()::indexOf))
                .toList();
        return last.isEmpty()
                ? "no revision has touched it"
                : "last touched by " + last.stream().map(this::named).collect(Collectors.joining(", "));
    }

    private Optional<String> lastToTouch(String key) {
        String found = null;
        for (String revision : orders.usual()) {
            Passage passage = passage(revision);
            if (passage.above() != null && passage.above().touched().contains(key)) {
                found = revision;
            }
        }
        return Optional.ofNullable(found);
    }

    // What is known without a database

    boolean skips(String revision) {
        return chain.isSkipped(revision);
    }

    /** Whether rows are inserted just after a revision. */
    boolean insertsAt(String revision) {
        return !chain.rows(revision, false).isEmpty();
    }

    boolean hasRows() {
        return hasRows;
    }

    /** Why a revision has no way down, as its file or its project says. */
    Optional<String> reasonOfNoDowngrade(String revision) {
        String declared = declaredIrreversible.get(revision);
        if (declared != null) {
            return Optional.of(declared);
        }
        Matcher comment = REASON.matcher(
                ScriptText.whole(runner.scripts().script(revision).source()).upgrade());
        return comment.find() ? Optional.of(comment.group(1).strip()) : Optional.empty();
    }

    /** Runs a check of one revision; where that is exempt from it, what the check finds aborts it and does not fail it. */
    void requireUnlessExempt(String revision, String check, Runnable requirement) {
        try {
            requirement.run();
        } catch (AssertionFailedError e) {
            throw exemptions.stream()
                    .filter(Exemption.about(revision, check))
                    .findFirst()
                    .<RuntimeException>map(exempt -> new TestAbortedException(
                            "Revision " + revision + " is exempt: " + exempt.reason() + "\n" + e.getMessage(), e))
                    .orElseThrow(() -> e);
        }
    }

    /** Why a downgrade of a revision is refused; found out by planning one. */
    Optional<RefluxException> irreversible(String revision) {
        return irreversible.computeIfAbsent(revision, this::plannedDowngrade);
    }

    private Optional<RefluxException> plannedDowngrade(String revision) {
        List<String> applied = orders.upTo(revision);
        MigrationRequest request = new MigrationRequest(
                Command.DOWNGRADE,
                List.of(runner.below(revision)),
                true,
                false,
                orders.heads(applied),
                false,
                null,
                null);
        try {
            runner.plan(request).block();
            return Optional.empty();
        } catch (IrreversibleRevisionException e) {
            return Optional.of(e);
        }
    }

    /** Why a revision is not to be taken down, as a sentence; empty where it is. */
    Optional<String> whyNotDown(String revision) {
        if (chain.isKept(revision)) {
            return Optional.of("Revision " + revision + " is at or below the minimum of downgrades.");
        }
        return irreversible(revision).map(refused -> reasonOfNoDowngrade(revision)
                .map(reason -> "Revision " + revision + " has no way down: " + reason)
                .orElse("Revision " + revision + " has no way down, as another check tells."));
    }

    /** How many revisions of the usual order there are up to the last one that is not to be run. */
    int upToLastSkipped() {
        List<String> usual = orders.usual();
        for (int i = usual.size(); i > 0; i--) {
            if (skips(usual.get(i - 1))) {
                return i;
            }
        }
        return 0;
    }

    /** The script of an upgrade from {@link #upToLastSkipped} on. */
    synchronized Scripted script() {
        Scripted found = script;
        if (found == null) {
            MigrationRequest request = new MigrationRequest(
                    Command.UPGRADE,
                    List.of("heads"),
                    false,
                    false,
                    orders.heads(orders.usual().subList(0, upToLastSkipped())),
                    true,
                    null,
                    null);
            MigrationReport report =
                    Objects.requireNonNull(runner.script(request, hasRows()).block());
            Map<String, Integer> statements = new LinkedHashMap<>();
            report.steps().forEach(step -> statements.put(step.revision(), Objects.requireNonNull(step.statements())));
            found = new Scripted(OfflineScript.read(Objects.requireNonNull(report.script()), dialect()), statements);
            script = found;
        }
        return found;
    }

    /** Where the session of an upgrade by one revision is ended. */
    KillPoints killPoints(String revision) {
        return new KillPoints(runner, revision, section(revision));
    }

    /** The part of the script that is about a revision; empty where there is no script. */
    private Optional<Section> section(String revision) {
        try {
            return script().script().section(revision);
        } catch (RefluxException e) {
            return Optional.empty();
        }
    }

    /** The target of a downgrade that takes back a revision which is a current head, and nothing else. */
    String below(String revision) {
        return runner.below(revision);
    }

    // Databases

    /** Started when a check needs it; those of the files alone do not. */
    private TestServer server() {
        return kit.server(ServerKind.ANY);
    }

    Stage emptyStage() {
        return stage(
                Objects.requireNonNull(ScratchDatabase.create(server(), null).block()));
    }

    /** A database in which the first revisions of the usual order are applied, so many of them and no others. */
    Stage stageAbove(int applied) {
        return applied == 0
                ? emptyStage()
                : stage(kit.templates(ServerKind.ANY).copy(chain, steps.subList(0, applied)));
    }

    private Stage stage(ScratchDatabase database) {
        return new Stage(chain, database);
    }

    /** Applies revisions in the given order, with the rows that belong to them, in as few runs as possible. */
    void climb(Stage stage, List<String> order) {
        for (List<String> run : orders.runs(order)) {
            String reached = null;
            for (String revision : run) {
                if (!chain.isPlain(revision)) {
                    if (reached != null) {
                        stage.upgrade(reached);
                        reached = null;
                    }
                    one(stage, revision);
                } else {
                    reached = revision;
                }
            }
            if (reached != null) {
                stage.upgrade(reached);
            }
        }
    }

    private void one(Stage stage, String revision) {
        if (skips(revision)) {
            stage.stampOver(revision);
            return;
        }
        stage.insertBefore(revision);
        stage.upgrade(revision);
        stage.insertAt(revision);
    }

    // What the walks have found

    Passage passage(String revision) {
        return joined(passages().get(revision));
    }

    Resumption resumption(String revision) {
        orders.usual().forEach(this::passage);
        return joined(resumptions().get(revision));
    }

    private static <T> T joined(@Nullable CompletableFuture<T> future) {
        try {
            return Objects.requireNonNull(future).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    private synchronized Map<String, CompletableFuture<Passage>> passages() {
        if (passages == null) {
            server();
            passages = walks.over(
                    orders.usual(), done -> new ChainWalk(this, orders.usual(), done)::walk, Passage::revision);
        }
        return passages;
    }

    private synchronized Map<String, CompletableFuture<Resumption>> resumptions() {
        if (resumptions == null) {
            resumptions = walks.over(
                    orders.usual(), done -> new DisturbedWalk(this, orders.usual(), done)::walk, Resumption::revision);
        }
        return resumptions;
    }

    /** Why a revision does not go up, as a sentence; empty where it does. */
    Optional<String> whyNotUp(String revision) {
        Passage passage = passage(revision);
        if (passage.up() instanceof Failed) {
            return Optional.of("Revision " + revision + " cannot be upgraded, as another check tells.");
        }
        return passage.up() instanceof NotTried notTried ? Optional.of(notTried.why()) : Optional.empty();
    }

    /** Aborts a check of the whole chain where a revision does not go up, which is told by the check that is about it. */
    private void requireAllUp() {
        if (steps.isEmpty()) {
            throw new TestAbortedException("The chain has no revision.");
        }
        for (String revision : orders.usual()) {
            if (!skips(revision)) {
                whyNotUp(revision).ifPresent(why -> {
                    throw new TestAbortedException(why);
                });
            }
        }
    }

    /**
     * What an upgrade that nobody disturbs ends with; aborts a check of the whole chain where there is no end, which is told by
     * another check.
     */
    End end() {
        requireAllUp();
        return together()
                .end()
                .orElseThrow(() ->
                        new TestAbortedException("The revisions cannot be upgraded together, as another check tells."));
    }

    /** Why revisions do not go up in as few runs as possible, although each of them does alone. */
    Optional<RefluxException> notTogether() {
        return together().failure();
    }

    /** Either of them. */
    private record Together(Optional<End> end, Optional<RefluxException> failure) {}

    /** Where one transaction holds a whole run, pieces of a run are not the same as the whole of it. */
    private Stage topStage() {
        if (config().transaction() != TransactionMode.RUN) {
            return stageAbove(steps.size());
        }
        Stage stage = emptyStage();
        try {
            climb(stage, orders.usual());
            return stage;
        } catch (RefluxException e) {
            stage.close();
            throw e;
        }
    }

    private synchronized Together together() {
        Together found = together;
        if (found == null) {
            try (Stage stage = topStage()) {
                found = new Together(Optional.of(End.of(stage)), Optional.empty());
            } catch (RefluxException e) {
                found = new Together(Optional.empty(), Optional.of(e));
            }
            together = found;
        }
        return found;
    }

    /** Lines about the tables that hold more or fewer rows above a revision than after an upgrade that nobody disturbs. */
    List<String> otherRowsAbove(String revision, RowCounts actual) {
        Passage.Above above = passage(revision).above();
        return above == null ? List.of() : above.rows().difference("undisturbed", actual, "disturbed");
    }

    /** What {@link #end} holds in columns whose values are not the same in two upgrades that nobody disturbs. */
    Set<String> changingColumns() {
        Map<String, String> expected = end().columns();
        try (Stage stage = emptyStage()) {
            climb(stage, orders.usual());
            Map<String, String> again = stage.columnDigests();
            return expected.keySet().stream()
                    .filter(column -> !Objects.equals(expected.get(column), again.get(column)))
                    .collect(Collectors.toSet());
        }
    }

    /** How the catalog above a revision differs from that of an upgrade that nobody disturbs. */
    CatalogDifference differenceAbove(String revision, CatalogFingerprint actual) {
        Passage.Above above = passage(revision).above();
        if (above != null && above.isOf(actual)) {
            return CatalogDifference.NONE;
        }
        List<String> usual = orders.usual();
        try (Stage stage = stageAbove(usual.indexOf(revision) + 1)) {
            return CatalogDifference.between(stage.fingerprint(), actual);
        }
    }

    <T> Watched<T> watched(Stage stage, Supplier<T> run) {
        return stage.locks(limits.lockBudget()).during(run);
    }

    @Override
    public void close() {
        walks.close();
    }
}
