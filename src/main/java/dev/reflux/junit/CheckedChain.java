package dev.reflux.junit;

import dev.reflux.config.RefluxConfig;
import dev.reflux.config.TransactionMode;
import dev.reflux.dialect.Dialect;
import dev.reflux.error.RefluxException;
import dev.reflux.junit.LockWatch.Watched;
import dev.reflux.junit.Passage.Failed;
import dev.reflux.junit.Passage.NotTried;
import dev.reflux.revision.MigrationStep;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import reactor.core.publisher.Flux;

/**
 * The chain of a {@link MigrationChecks} class, with what its checks have found out and share. Handed to the checks as a
 * parameter; a project has no use for it. Safe to share.
 */
public final class CheckedChain implements AutoCloseable {

    /** How many revisions are looked at again where one of them is not as it should be. */
    private static final int LONGEST_LINE = 10;

    private final TestedChain chain;
    private final ChainRunner runner;
    private final TestKit kit;
    private final List<MigrationStep> steps;
    private final CheckLimits limits;
    private final Optional<String> expectedSchema;
    private final CheckedRevisions revisions;
    private final RevisionOrders orders;
    private final ParallelWalks walks;
    private final Queue<ScratchDatabase> left = new ConcurrentLinkedQueue<>();
    private @Nullable Map<String, CompletableFuture<Passage>> passages;
    private @Nullable Map<String, CompletableFuture<Resumption>> resumptions;
    private @Nullable Together together;

    private CheckedChain(MigrationChecks checks, TestKit kit) {
        ChainSettings settings = checks.chainSettings();
        this.chain = TestedChain.load(settings);
        this.runner = chain.runner();
        this.kit = kit;
        this.revisions = new CheckedRevisions(checks, chain, !settings.rows().isEmpty());
        this.steps = revisions.graph().planUpgrade(List.of(), "heads").steps();
        this.limits = checks.limits();
        this.expectedSchema = checks.expectedSchema().or(this::wantedSchema);
        this.orders = revisions.orders();
        this.walks = new ParallelWalks(limits.workers());
    }

    /** Reads the files of the chain. Blocks. */
    static CheckedChain of(MigrationChecks checks, TestKit kit) {
        return new CheckedChain(checks, kit);
    }

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

    CheckedRevisions revisions() {
        return revisions;
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
                : "last touched by " + last.stream().map(revisions::named).collect(Collectors.joining(", "));
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

    /**
     * Revisions from a place of the usual order on that may be taken together, each of which builds upon the one before.
     *
     * @param fit which revisions may be among them
     */
    List<String> line(int from, int to, Predicate<String> fit) {
        return orders.line(from, Math.min(to, from + LONGEST_LINE), fit);
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
        return new Stage(chain, database, left::add);
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
        if (revisions.skips(revision)) {
            stage.stampOver(revision);
            return;
        }
        stage.insertBefore(revision);
        stage.upgrade(revision);
        stage.insertAt(revision);
    }

    /** Begins work for which a database of its own is made; what it throws is thrown where it is waited for. */
    Runnable begun(Runnable work) {
        CompletableFuture<Boolean> result = walks.run(() -> {
            work.run();
            return true;
        });
        return () -> joined(result);
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
            if (e.getCause() instanceof Error error) {
                throw error;
            }
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
            if (!revisions.skips(revision)) {
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
        if (!holdsWholeRuns()) {
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

    private boolean holdsWholeRuns() {
        TransactionMode mode = config().transaction();
        return mode == null ? dialect().transactionalDdl() : mode == TransactionMode.RUN;
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

    /** Whether catalog and number of rows are those above a revision that nobody disturbs. */
    boolean isAbove(String revision, CatalogFingerprint catalog, RowCounts rows) {
        Passage.Above above = passage(revision).above();
        return above != null && above.isOf(catalog) && above.rows().equals(rows);
    }

    <T> Watched<T> watched(Stage stage, Supplier<T> run) {
        return stage.locks(limits.lockBudget()).during(run);
    }

    /**
     * Drops the databases, all of them now: file systems are slow to make files where others have just been deleted, and a
     * database is hundreds of them.
     */
    @Override
    public void close() {
        walks.close();
        Flux.fromIterable(left)
                .concatMapDelayError(ScratchDatabase::drop)
                .then()
                .block();
    }
}
