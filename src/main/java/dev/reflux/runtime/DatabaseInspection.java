package dev.reflux.runtime;

import dev.reflux.config.RefluxConfig;
import dev.reflux.dialect.AppliedRevision;
import dev.reflux.dialect.DatabaseState;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.Dialects;
import dev.reflux.dialect.HistoryEntry;
import dev.reflux.dialect.StateStatements;
import dev.reflux.dialect.StateStatements.Started;
import dev.reflux.dialect.StateTables;
import dev.reflux.engine.AsyncEngine;
import dev.reflux.engine.SyncConnection;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.runtime.Verification.Difference;
import dev.reflux.script.ScriptDirectory;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A look at our own tables, for the commands that run no revision. Used on the bridge thread. */
public final class DatabaseInspection {

    private final SyncConnection connection;
    private final Dialect dialect;
    private final StateTables tables;

    private DatabaseInspection(SyncConnection connection, RefluxConfig config) {
        this.connection = connection;
        this.dialect = Dialects.forUrl(config.url());
        this.tables = OwnTables.of(config);
    }

    /** Runs a look on one connection of an engine of its own; empty when the look gives null. */
    public static <T> Mono<T> run(
            RefluxConfig config,
            Function<RefluxConfig, AsyncEngine> engines,
            Publisher<?> cancellation,
            Function<DatabaseInspection, T> look) {
        return new OneConnection(config, engines, cancellation)
                .run(connection -> look.apply(new DatabaseInspection(connection, config)));
    }

    /** The state, read in one message; writes nothing. */
    public DatabaseState readState() {
        return StateReader.read(connection, dialect, tables);
    }

    /**
     * The state of a database in which the files know every revision; writes nothing.
     *
     * @throws dev.reflux.error.DatabaseAheadException where they do not, with what the history tells of it
     */
    public DatabaseState readKnownState(RevisionGraph graph) {
        DatabaseState state = readState();
        if (!graph.unknownHeads(state.heads()).isEmpty()) {
            throw new AheadDatabase(graph, state, readApplied(state)).error();
        }
        return state;
    }

    private List<AppliedRevision> readApplied(DatabaseState state) {
        return StateReader.readApplied(connection, dialect, tables, state);
    }

    /** Compares the files of applied revisions with the history; writes nothing. */
    public Verification verify(ScriptDirectory scripts) {
        DatabaseState state = readState();
        return new Verifier(scripts, state, readApplied(state)).verify();
    }

    /**
     * Accepts the files of applied revisions as they are now, under the migration lock.
     *
     * @param wanted ids of the revisions; null: all
     * @return what was accepted
     */
    public Verification accept(ScriptDirectory scripts, @Nullable Set<String> wanted, RefluxConfig config) {
        StateTables resolved = StateReader.resolve(tables, readState());
        return underLock(resolved, config, () -> acceptLocked(scripts, wanted, createMissing(resolved), resolved));
    }

    private Verification acceptLocked(
            ScriptDirectory scripts, @Nullable Set<String> wanted, DatabaseState state, StateTables resolved) {
        Verifier verifier = new Verifier(scripts, state, readApplied(state));
        if (wanted != null) {
            verifier.requireApplied(wanted);
        }
        Verification found = verifier.verify();
        List<Difference> accepted = found.differences().stream()
                .filter(each -> each.actual() != null && (wanted == null || wanted.contains(each.revision())))
                .toList();
        RunIdentity identity = RunIdentity.create();
        StateStatements statements = dialect.state(resolved);
        List<String> rows = accepted.stream()
                .map(each -> identity.acceptance(
                        scripts.graph().node(each.revision()), Objects.requireNonNull(each.actual())))
                .map(record -> statements.insertSucceeded(record, 0, new Started.Unmeasured()))
                .toList();
        if (!rows.isEmpty()) {
            connection.execute(rows);
        }
        return new Verification(found.applied(), accepted);
    }

    private <T> T underLock(StateTables resolved, RefluxConfig config, Supplier<T> work) {
        if (!config.lock().enabled()) {
            return work.get();
        }
        int session = connection.query(dialect.session().session()).get(0).require("session", Integer.class);
        return MigrationLock.acquire(
                        connection,
                        dialect.lock(resolved),
                        session,
                        config.lock().timeout())
                .whileHeld(work);
    }

    /** Creates the tables that are missing, under the migration lock; gives the state before. */
    public DatabaseState ensureTables(RefluxConfig config) {
        DatabaseState before = readState();
        if (OwnTables.missing(dialect, tables, before).isEmpty()) {
            return before;
        }
        StateTables resolved = StateReader.resolve(tables, before);
        return underLock(resolved, config, () -> createMissing(resolved));
    }

    /** Looks again, since another process may have held the lock for the same purpose. */
    private DatabaseState createMissing(StateTables resolved) {
        DatabaseState state = StateReader.read(connection, dialect, resolved);
        List<String> missing = OwnTables.missing(dialect, resolved, state);
        if (!missing.isEmpty()) {
            connection.execute(missing);
        }
        return state;
    }

    /** What {@link #ensureTables} does, as a script. */
    public static String ensureTablesScript(RefluxConfig config) {
        StringBuilder script = new StringBuilder();
        ScriptWriter writer = new ScriptWriter(script);
        OwnTables.all(Dialects.forUrl(config.url()), OwnTables.of(config))
                .forEach(creation -> writer.statement(creation.statement()));
        return script.toString();
    }

    /** The newest history entries, newest first; empty where there is no table. 0: all of them. */
    public List<HistoryEntry> readHistory(int limit) {
        DatabaseState state = readState();
        if (!state.historyTableExists()) {
            return List.of();
        }
        StateStatements statements = dialect.state(StateReader.resolve(tables, state));
        return connection.query(statements.readHistory(limit)).stream()
                .map(statements::decodeHistory)
                .toList();
    }
}
