package dev.reflux.junit;

import dev.reflux.config.Mode;
import dev.reflux.config.RefluxConfig;
import dev.reflux.config.RefluxConfigBuilder;
import dev.reflux.config.TransactionMode;
import dev.reflux.dialect.DatabaseState;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.Dialects;
import dev.reflux.dialect.HistoryEntry;
import dev.reflux.dialect.StateTables;
import dev.reflux.engine.AsyncEngine;
import dev.reflux.error.DatabaseException;
import dev.reflux.revision.MigrationStep;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import dev.reflux.runtime.BlockingWork;
import dev.reflux.runtime.DatabaseInspection;
import dev.reflux.runtime.EnvironmentContext;
import dev.reflux.runtime.Environments;
import dev.reflux.runtime.MigrationEnvironment;
import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.MigrationRequest;
import dev.reflux.runtime.MigrationRequest.Command;
import dev.reflux.script.ScriptDirectory;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A chain whose files are read once and run against any number of databases, by the same ways as {@code Reflux} runs them.
 *
 * <p>Immutable and safe to share. Nothing happens before a {@code Mono} is subscribed to; a run takes one connection of the
 * factory that it is given and closes it. Errors are those of {@code Reflux}, with revision, file, line, statement and
 * SQLSTATE.
 */
final class ChainRunner {

    /** An object is there already, or others depend on it. */
    private static final Set<String> OBJECT_CONFLICTS = Set.of("42710", "2BP01");

    private final RefluxConfig config;
    private final ScriptDirectory scripts;
    private final MigrationListener listener;

    private ChainRunner(RefluxConfig config, ScriptDirectory scripts, MigrationListener listener) {
        this.config = config;
        this.scripts = scripts;
        this.listener = listener;
    }

    /**
     * Reads the files. Blocks.
     *
     * @throws dev.reflux.error.RefluxException if the configuration or the head of a file is wrong, or they make no graph
     */
    static ChainRunner load(ChainSettings settings) {
        RefluxConfig config = ChainConfig.of(settings);
        return new ChainRunner(
                config, ScriptDirectory.load(config, dialect(config).lexis()), MigrationListener.NONE);
    }

    /** The same with somebody who hears the runs. */
    ChainRunner listening(MigrationListener heard) {
        return new ChainRunner(config, scripts, listener.andThen(heard));
    }

    /** The same files with another configuration, which must not change what is read of them. */
    ChainRunner configured(UnaryOperator<RefluxConfigBuilder> change) {
        return new ChainRunner(change.apply(config.toBuilder()).build(), scripts, listener);
    }

    RefluxConfig config() {
        return config;
    }

    ScriptDirectory scripts() {
        return scripts;
    }

    RevisionGraph graph() {
        return scripts.graph();
    }

    Dialect dialect() {
        return dialect(config);
    }

    private static Dialect dialect(RefluxConfig config) {
        return Dialects.forUrl(config.url());
    }

    /** Whether an environment of the project's own has a hand in the runs. */
    boolean hasEnvironment() {
        return config.environment() != null
                || Files.isRegularFile(config.scriptLocation().resolve("Environment.java"));
    }

    /** Reflux's own tables, in the schema that they are in or would be. */
    Mono<StateTables> ownTables(ConnectionFactory database) {
        StateTables configured = new StateTables(
                config.versionTableSchema(), config.versionTable(), config.versionTablePk(), config.historyTable());
        return state(database).map(state -> state.schema() == null ? configured : configured.inSchema(state.schema()));
    }

    /** The names of Reflux's own tables. */
    List<String> ownTableNames() {
        return config.historyTable() == null
                ? List.of(config.versionTable())
                : List.of(config.versionTable(), config.historyTable());
    }

    /** Upgrades to a target. */
    Mono<MigrationReport> upgrade(ConnectionFactory database, String target) {
        return run(database, Command.UPGRADE, List.of(target));
    }

    /** Downgrades to a target. */
    Mono<MigrationReport> downgrade(ConnectionFactory database, String target) {
        return run(database, Command.DOWNGRADE, List.of(target));
    }

    /** Makes these the version rows, in place of those that are there, and runs nothing. */
    Mono<MigrationReport> stamp(ConnectionFactory database, List<String> heads) {
        return run(database, Command.STAMP, heads.isEmpty() ? List.of("base") : heads);
    }

    /** Runs one step that is the next one, up or down. */
    Mono<MigrationReport> step(ConnectionFactory database, MigrationStep step) {
        return switch (step.direction()) {
            case UPGRADE -> upgrade(database, step.revision());
            case DOWNGRADE -> downgrade(database, below(step.revision()));
            case STAMP -> throw new IllegalArgumentException("A stamp is no step of a chain: " + step);
        };
    }

    /** Moves the version rows as a step would, and runs nothing. */
    Mono<MigrationReport> skip(ConnectionFactory database, MigrationStep step) {
        return stamp(database, step.headsAfter());
    }

    /**
     * The target of a downgrade that takes back one revision that is a current head, and nothing else: the branch of the
     * revision, down to that parent which no other parent builds on.
     */
    String below(String revision) {
        List<String> parents = graph().node(revision).downRevisions();
        String parent = parents.stream()
                .filter(each -> parents.stream()
                        .noneMatch(other -> !other.equals(each)
                                && graph().applied(List.of(other)).contains(each)))
                .findFirst()
                .orElse("base");
        return revision + "@" + parent;
    }

    private Mono<MigrationReport> run(ConnectionFactory database, Command command, List<String> targets) {
        MigrationRequest request =
                new MigrationRequest(command, targets, false, command == Command.STAMP, null, true, null, null);
        return environment(config, request, given -> AsyncEngine.over(database, given), null)
                .flatMap(MigrationEnvironment::run)
                .onErrorMap(DatabaseException.class, ChainRunner::explained);
    }

    private static DatabaseException explained(DatabaseException e) {
        boolean ofRole = OBJECT_CONFLICTS.contains(Objects.requireNonNullElse(e.sqlState(), ""))
                && e.failure().primary().startsWith("role ");
        return ofRole
                ? e.explained(
                        "Roles belong to the server, and each test has a database of its own on one server. Create"
                                + " the role outside of the chain, let the revision create it only where it is missing and keep it"
                                + " in its downgrade, or skip the revision by ChainSettings.skip.")
                : e;
    }

    /**
     * The script of an upgrade or a downgrade; no database is asked.
     *
     * @param range {@code START:TARGET}
     */
    Mono<MigrationReport> script(Command command, String range) {
        MigrationRequest request = new MigrationRequest(command, List.of(range), false, false, null, true, null, null);
        RefluxConfig offline = config.toBuilder().mode(Mode.OFFLINE).build();
        return environment(offline, request, AsyncEngine::fromConfig, null).flatMap(MigrationEnvironment::run);
    }

    /** What a dry run would do; asks no database where the request says what it starts from. */
    Mono<MigrationReport> plan(MigrationRequest request) {
        return environment(config, request, AsyncEngine::fromConfig, null).flatMap(MigrationEnvironment::run);
    }

    /**
     * The script of a request that says what it starts from; no database is asked.
     *
     * @param eachAlone whether every revision has a transaction of its own, where there are transactions
     */
    Mono<MigrationReport> script(MigrationRequest request, boolean eachAlone) {
        RefluxConfigBuilder values = config.toBuilder().mode(Mode.OFFLINE);
        if (eachAlone && config.transaction() != TransactionMode.NONE) {
            values.transaction(TransactionMode.REVISION);
        }
        RefluxConfig offline = values.build();
        return environment(offline, request, AsyncEngine::fromConfig, null).flatMap(MigrationEnvironment::run);
    }

    /** The whole history, newest first. */
    Mono<List<HistoryEntry>> history(ConnectionFactory database) {
        return inspect(database, inspection -> inspection.readHistory(0));
    }

    private Mono<MigrationEnvironment> environment(
            RefluxConfig chosen,
            MigrationRequest request,
            Function<RefluxConfig, AsyncEngine> engines,
            @Nullable Appendable script) {
        return BlockingWork.mono(() -> Environments.create(
                new EnvironmentContext(chosen, scripts, request, engines, listener, Mono.never(), script)));
    }

    /** What the database says of itself. */
    Mono<DatabaseState> state(ConnectionFactory database) {
        return inspect(database, inspection -> inspection.readKnownState(graph()));
    }

    /** The version rows, sorted. */
    Mono<List<String>> heads(ConnectionFactory database) {
        return state(database).map(DatabaseState::heads);
    }

    /** Creates Reflux's own tables where they are missing. */
    Mono<Void> ensureTables(ConnectionFactory database) {
        return inspect(database, inspection -> inspection.ensureTables(config)).then();
    }

    private <T> Mono<T> inspect(ConnectionFactory database, Function<DatabaseInspection, T> look) {
        return DatabaseInspection.run(config, given -> AsyncEngine.over(database, given), Mono.never(), look);
    }

    /** The full ids of revisions that are named as targets are. */
    Set<String> ids(List<String> revisions) {
        return revisions.stream().map(this::id).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The full id of the one revision that a target names.
     *
     * @throws dev.reflux.error.RevisionGraphException if there is none, or several
     */
    String id(String revision) {
        RevisionNode node = graph().resolveOne(revision);
        return Objects.requireNonNull(node, "base is no revision").id();
    }
}
