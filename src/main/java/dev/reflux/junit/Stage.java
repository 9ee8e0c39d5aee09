package dev.reflux.junit;

import dev.reflux.config.ChecksumPolicy;
import dev.reflux.config.RefluxConfig;
import dev.reflux.config.TransactionMode;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.HistoryEntry;
import dev.reflux.dialect.RehearsalStatements;
import dev.reflux.dialect.StateTables;
import dev.reflux.engine.AsyncEngine;
import dev.reflux.engine.ResultRow;
import dev.reflux.engine.StatementResult;
import dev.reflux.engine.SyncConnection;
import dev.reflux.revision.MigrationStep;
import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A database of a chain's own that nobody else uses, until it is closed. Not for several threads. What runs end with is passed
 * on as it is.
 */
final class Stage implements AutoCloseable {

    private static final int MOST_ROWS = 10_000;

    private final TestedChain chain;
    private final ChainRunner runner;
    private final ScratchDatabase database;
    private final ConnectionFactory kept;
    private final TableAccess tables;
    private final Consumer<ScratchDatabase> left;
    private @Nullable LockWatch locks;
    private @Nullable StateTables resolved;

    /**
     * A stage of a database; the files cannot change under it, so their checksums are not compared.
     *
     * @param left takes the database over when the stage is closed, to drop it
     */
    Stage(TestedChain chain, ScratchDatabase database, Consumer<ScratchDatabase> left) {
        this.chain = chain;
        this.runner = chain.runner().configured(values -> values.checksums(ChecksumPolicy.IGNORE));
        this.database = database;
        this.kept = database.connections();
        this.tables = new TableAccess(database);
        this.left = left;
    }

    /** Leads to the database, by connections of its own. */
    RefluxConfig config() {
        return chain.runner().config().toBuilder().url(database.url()).build();
    }

    MigrationReport upgrade(String target) {
        return done(runner.upgrade(database.runs(), target));
    }

    /** Upgrades by several revisions as if each had a run of its own: together they need not be in one transaction. */
    MigrationReport upgradeSeparately(String target) {
        return done(separately().upgrade(database.runs(), target));
    }

    private ChainRunner separately() {
        return runner.config().transaction() == TransactionMode.NONE
                ? runner
                : runner.configured(values -> values.transaction(TransactionMode.REVISION));
    }

    MigrationReport downgrade(String target) {
        return done(runner.downgrade(database.runs(), target));
    }

    /** Counts a revision that is the next one as applied, beside what is applied in other branches, without running it. */
    void stampOver(String revision) {
        List<MigrationStep> steps =
                runner.graph().planUpgrade(done(runner.heads(kept)), revision).steps();
        done(runner.skip(kept, steps.get(steps.size() - 1)));
    }

    /** Connections of which one session ends before a statement. */
    DoomedSession doomed(Predicate<String> counted, int point) {
        Dialect dialect = runner.dialect();
        return new DoomedSession(
                database.fresh(), dialect.lexis(), dialect.rehearsal().endThisSession(), counted, point);
    }

    /** Upgrades over such connections; statements count from when the lock is held. */
    MigrationReport upgradeThrough(DoomedSession session, String target) {
        return done(runner.listening(new MigrationListener() {
                    @Override
                    public void planned(List<MigrationReport.Step> steps) {
                        session.arm();
                    }
                })
                .upgrade(session, target));
    }

    /**
     * The same, but that statements count from when the target itself begins, after what else the run applies, and each
     * revision has a transaction of its own.
     */
    void upgradeThroughLast(DoomedSession session, String target) {
        done(separately()
                .listening(new MigrationListener() {
                    @Override
                    public void stepStarted(MigrationReport.Step step) {
                        if (step.revision().equals(target)) {
                            session.arm();
                        }
                    }
                })
                .upgrade(session, target));
    }

    LockWatch locks(Duration budget) {
        LockWatch watch = locks;
        if (watch == null) {
            watch = new LockWatch(database.fresh(), runner.dialect().rehearsal(), budget);
            locks = watch;
        }
        return watch;
    }

    /** The schema, without our own tables. */
    CatalogFingerprint fingerprint() {
        return done(database.fingerprint()).excluding(resolvedTables());
    }

    /**
     * What the tables hold, but our own, and where the sequences stand.
     *
     * @param rows as text, by table; of very large tables not all
     * @param sequences by name
     */
    record Contents(Map<String, List<String>> rows, Map<String, String> sequences) {}

    Contents contents() {
        Found found = found((rehearsal, tables) -> rehearsal.contents(tables, MOST_ROWS));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        found.rows().forEach(row -> rows.computeIfAbsent(row.require("name", String.class), any -> new ArrayList<>())
                .add(row.require("contents", String.class)));
        Map<String, String> sequences = new LinkedHashMap<>();
        found.sequences()
                .forEach(row -> sequences.put(
                        row.require("name", String.class), String.valueOf(row.get("value", String.class))));
        return new Contents(rows, sequences);
    }

    /** All rows of all tables but our own, as text, by table; of very large tables not all. */
    Map<String, List<String>> rows() {
        return contents().rows();
    }

    /** Digests of what the columns of all tables but our own hold, by table and column; the order of rows does not count. */
    Map<String, String> columnDigests() {
        Map<String, String> digests = new TreeMap<>();
        found(RehearsalStatements::columnDigests)
                .rows()
                .forEach(row -> digests.put(
                        row.require("name", String.class) + "." + row.require("column_name", String.class),
                        row.require("digest", String.class)));
        return digests;
    }

    /** Rows of a query about the filled tables, and of the sequences. */
    private record Found(List<ResultRow> rows, List<ResultRow> sequences) {}

    private Found found(BiFunction<RehearsalStatements, List<String>, String> query) {
        RehearsalStatements rehearsal = runner.dialect().rehearsal();
        StateTables own = resolvedTables();
        return on(connection -> {
            List<StatementResult> found =
                    connection.query(List.of(rehearsal.filledTables(own), rehearsal.sequenceValues(own)));
            List<String> tables = found.get(0).rows().stream()
                    .map(row -> row.require("name", String.class))
                    .toList();
            List<ResultRow> rows = tables.isEmpty() ? List.of() : connection.query(query.apply(rehearsal, tables));
            return new Found(rows, found.get(1).rows());
        });
    }

    /** Where our own tables are, or would be; the schema is asked for once. */
    private StateTables resolvedTables() {
        StateTables found = resolved;
        if (found == null) {
            found = done(runner.ownTables(kept));
            resolved = found;
        }
        return found;
    }

    /** Creates our own tables, and the schema of theirs, where they are missing. */
    void ensureTables() {
        runner.ensureTables(kept).block();
    }

    /** The rows of our own tables by the places that they are stored at. */
    String storedRows() {
        StateTables known = resolvedTables();
        return on(connection -> connection
                .query(runner.dialect().rehearsal().storedRows(known))
                .get(0)
                .require("stored", String.class));
    }

    /** Makes the sessions that are opened from now on refuse to write. */
    void refuseWrites() {
        on(connection -> connection.execute(runner.dialect().rehearsal().refuseWrites()));
    }

    /** Inserts the rows that are to be there before a revision. */
    void insertBefore(String revision) {
        insert(revision, true);
    }

    /** Inserts the rows that are to be there at a revision. */
    void insertAt(String revision) {
        insert(revision, false);
    }

    private void insert(String revision, boolean before) {
        chain.rows(revision, before)
                .forEach(each -> tables.insert(each.table(), each.rows(), tables.columns(each.table())));
    }

    /** The whole history, newest first. */
    List<HistoryEntry> history() {
        return done(runner.history(kept));
    }

    /** Works with a connection on a thread that may block. */
    <T> T on(Function<SyncConnection, T> work) {
        return done(Mono.usingWhen(
                Mono.fromSupplier(() -> AsyncEngine.over(kept, runner.config())),
                engine -> Mono.usingWhen(
                        engine.connect(), connection -> connection.runSync(work), connection -> connection.close()),
                AsyncEngine::dispose));
    }

    private static <T> T done(Mono<T> work) {
        return Objects.requireNonNull(work.block());
    }

    /** An interrupted thread may not wait, and the database would stay. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            if (locks != null) {
                locks.close();
            }
            database.release().block();
            left.accept(database);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
