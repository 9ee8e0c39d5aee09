package dev.reflux.junit;

import dev.reflux.config.ChecksumPolicy;
import dev.reflux.config.RefluxConfig;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.HistoryEntry;
import dev.reflux.dialect.RehearsalStatements;
import dev.reflux.dialect.StateTables;
import dev.reflux.engine.AsyncEngine;
import dev.reflux.engine.ResultRow;
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
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A database of a chain's own that nobody else uses, dropped when it is closed. Not for several threads. What runs end with is
 * passed on as it is.
 */
final class Stage implements AutoCloseable {

    private static final int MOST_ROWS = 10_000;

    private final TestedChain chain;
    private final ChainRunner runner;
    private final ScratchDatabase database;
    private final ConnectionFactory kept;
    private final TableAccess tables;
    private @Nullable LockWatch locks;
    private @Nullable StateTables resolved;

    /** A stage of a database; the files cannot change under it, so their checksums are not compared. */
    Stage(TestedChain chain, ScratchDatabase database) {
        this.chain = chain;
        this.runner = chain.runner().configured(values -> values.checksums(ChecksumPolicy.IGNORE));
        this.database = database;
        this.kept = database.connections();
        this.tables = new TableAccess(database);
    }

    /** Leads to the database, by connections of its own. */
    RefluxConfig config() {
        return chain.runner().config().toBuilder().url(database.url()).build();
    }

    MigrationReport upgrade(String target) {
        return done(runner.upgrade(database.runs(), target));
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
        MigrationListener arming = new MigrationListener() {
            @Override
            public void planned(List<MigrationReport.Step> steps) {
                session.arm();
            }
        };
        return done(runner.listening(arming).upgrade(session, target));
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

    /** All rows of all tables but our own, as text, by table; of very large tables not all. */
    Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        filled((rehearsal, tables) -> rehearsal.contents(tables, MOST_ROWS))
                .forEach(row -> rows.computeIfAbsent(row.require("name", String.class), any -> new ArrayList<>())
                        .add(row.require("contents", String.class)));
        return rows;
    }

    /** Digests of what the columns of all tables but our own hold, by table and column; the order of rows does not count. */
    Map<String, String> columnDigests() {
        Map<String, String> digests = new TreeMap<>();
        filled(RehearsalStatements::columnDigests)
                .forEach(row -> digests.put(
                        row.require("name", String.class) + "." + row.require("column_name", String.class),
                        row.require("digest", String.class)));
        return digests;
    }

    private List<ResultRow> filled(BiFunction<RehearsalStatements, List<String>, String> query) {
        RehearsalStatements rehearsal = runner.dialect().rehearsal();
        StateTables own = resolvedTables();
        return on(connection -> {
            List<String> tables = connection.query(rehearsal.filledTables(own)).stream()
                    .map(row -> row.require("name", String.class))
                    .toList();
            return tables.isEmpty() ? List.of() : connection.query(query.apply(rehearsal, tables));
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
            database.drop().block();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
