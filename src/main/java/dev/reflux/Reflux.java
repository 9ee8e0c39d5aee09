package dev.reflux;

import dev.reflux.authoring.EnvironmentAuthor;
import dev.reflux.authoring.EnvironmentRequest;
import dev.reflux.authoring.MergeRequest;
import dev.reflux.authoring.NewEnvironment;
import dev.reflux.authoring.NewRevisionFile;
import dev.reflux.authoring.RevisionAuthor;
import dev.reflux.authoring.RevisionRequest;
import dev.reflux.config.Mode;
import dev.reflux.config.RefluxConfig;
import dev.reflux.dialect.Dialects;
import dev.reflux.dialect.HistoryEntry;
import dev.reflux.drawing.GraphDrawing;
import dev.reflux.drawing.GraphFormat;
import dev.reflux.engine.AsyncEngine;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConfigException;
import dev.reflux.error.UsageException;
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
import dev.reflux.runtime.Verification;
import dev.reflux.script.ScriptDirectory;
import dev.reflux.sql.SqlLexis;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Schema migrations over R2DBC: one method for each command.
 *
 * <p>Immutable and safe to share. Nothing happens before a returned {@code Mono} is subscribed to, no subscriber's thread
 * is blocked, and every subscription is a run of its own: files are read, an engine is made, one connection is opened,
 * and all is given back, whatever happened. Errors are {@link dev.reflux.error.RefluxException}s.
 */
public final class Reflux {

    private static final Logger log = LoggerFactory.getLogger(Reflux.class);

    private final RefluxConfig config;
    private final @Nullable ConnectionFactory factory;
    private final Function<RefluxConfig, AsyncEngine> engines;
    private final MigrationListener listener;
    private final Supplier<? extends MigrationListener> listenerOfEachRun;
    private final Publisher<?> cancellation;
    private final Consumer<String> hookOutput;
    private final ContextClassLoader classes;

    private Reflux(RefluxBuilder builder, RefluxConfig config) {
        ConnectionFactory given = builder.connectionFactory();
        this.config = config;
        this.factory = given;
        this.engines = given == null ? AsyncEngine::fromConfig : chosen -> AsyncEngine.over(given, chosen);
        this.listener = builder.listener();
        this.listenerOfEachRun = builder.listenerOfEachRun();
        this.cancellation = builder.cancellation();
        this.hookOutput = builder.hookOutput();
        this.classes = ContextClassLoader.chosen(builder.classLoader());
    }

    /** A builder with the default configuration. */
    public static RefluxBuilder builder() {
        return new RefluxBuilder(RefluxConfig.builder());
    }

    /** Reflux with a configuration. */
    public static Reflux fromConfig(RefluxConfig config) {
        return new RefluxBuilder(config.toBuilder()).build();
    }

    /**
     * Writes a new environment: folder, configuration file and template of revisions. All of it or nothing; no file is ever
     * overwritten. Fails with {@link UsageException} where the folder is not empty or cannot be written.
     */
    public static Mono<NewEnvironment> init(EnvironmentRequest request) {
        return Mono.fromCallable(() -> EnvironmentAuthor.create(request)).subscribeOn(Schedulers.boundedElastic());
    }

    static Reflux build(RefluxBuilder builder, RefluxConfig config) {
        return new Reflux(builder, config);
    }

    /** The configuration. */
    public RefluxConfig config() {
        return config;
    }

    /** A builder with all that this was built with: for another that differs, or that is heard and cancelled from elsewhere too. */
    public RefluxBuilder toBuilder() {
        RefluxBuilder builder = new RefluxBuilder(config.toBuilder())
                .listener(listener)
                .listenerOfEachRun(listenerOfEachRun)
                .cancelWhen(cancellation)
                .hookOutput(hookOutput)
                .classLoader(classes.loader());
        return factory == null ? builder : builder.connectionFactory(factory);
    }

    /** Upgrades to a target, such as {@code head}. */
    public Mono<MigrationReport> upgrade(String target) {
        return upgrade(target, RunOptions.DEFAULTS);
    }

    /** Upgrades to a target, with options. */
    public Mono<MigrationReport> upgrade(String target, RunOptions options) {
        return migrate(Command.UPGRADE, List.of(target), options);
    }

    /** Downgrades to a target, such as {@code base} or {@code -1}. */
    public Mono<MigrationReport> downgrade(String target) {
        return downgrade(target, RunOptions.DEFAULTS);
    }

    /** Downgrades to a target, with options. */
    public Mono<MigrationReport> downgrade(String target, RunOptions options) {
        return migrate(Command.DOWNGRADE, List.of(target), options);
    }

    /** Sets the version rows to targets without running any revision. */
    public Mono<MigrationReport> stamp(String... targets) {
        return stamp(List.of(targets), RunOptions.DEFAULTS);
    }

    /** Sets the version rows to targets without running any revision, with options. */
    public Mono<MigrationReport> stamp(List<String> targets, RunOptions options) {
        return migrate(Command.STAMP, targets, options);
    }

    private Mono<MigrationReport> migrate(Command command, List<String> targets, RunOptions options) {
        return Mono.defer(() -> {
            RefluxConfig chosen =
                    options.sql() ? config.toBuilder().mode(Mode.OFFLINE).build() : config;
            if (options.from() != null && !options.dryRun() && chosen.mode() == Mode.ONLINE) {
                return Mono.error(new UsageException(
                        "Heads to start from make sense only for a dry run or a script: a migration starts from what the"
                                + " database holds. Add --dry-run or --sql, or leave out --from."));
            }
            MigrationRequest request = new MigrationRequest(
                    command,
                    targets,
                    options.dryRun(),
                    options.purge(),
                    options.from(),
                    options.guard(),
                    options.lockTimeout(),
                    options.tag());
            return environment(chosen, request, options.script()).flatMap(MigrationEnvironment::run);
        });
    }

    private Mono<MigrationEnvironment> environment(
            RefluxConfig chosen, MigrationRequest request, @Nullable Appendable script) {
        boolean unasked = chosen.mode() == Mode.OFFLINE || request.from() != null;
        return scripts(unasked ? ScriptDirectory::loadWithBodies : ScriptDirectory::load)
                .flatMap(scripts -> reading(() -> Environments.create(new EnvironmentContext(
                        chosen, scripts, request, engines, allListeners(), cancellation, script))));
    }

    private MigrationListener allListeners() {
        return DiscoveredListeners.by(classes.loader()).stream()
                .reduce(listener.andThen(listenerOfEachRun.get()), MigrationListener::andThen);
    }

    private Mono<ScriptDirectory> scripts() {
        return scripts(ScriptDirectory::load);
    }

    private Mono<ScriptDirectory> scripts(BiFunction<RefluxConfig, SqlLexis, ScriptDirectory> load) {
        return reading(() -> load.apply(config, Dialects.forUrl(config.url()).lexis()));
    }

    /** Reading files blocks, and what they name is found by the class loader that was chosen. */
    private <T> Mono<T> reading(Callable<? extends @Nullable T> work) {
        return BlockingWork.mono(() -> classes.<@Nullable T>call(work));
    }

    /**
     * Where the database stands. Fails with {@code database_ahead} when it holds a version row that no file declares; the
     * message tells what the history knows of it.
     */
    public Mono<CurrentState> current() {
        return scripts().flatMap(scripts -> inspect(inspection -> inspection.readKnownState(scripts.graph()))
                .map(state -> new Listings(scripts).current(state.heads(), state.unfinished())));
    }

    /** Where a database with the given version rows would stand; no database is asked. */
    public Mono<CurrentState> current(List<String> heads) {
        return scripts().map(scripts -> new Listings(scripts).current(heads, List.of()));
    }

    /** All heads of the files. */
    public Mono<List<RevisionInfo>> heads() {
        return scripts().map(scripts -> new Listings(scripts).heads());
    }

    /** The revisions that branches begin at, newest first. */
    public Mono<List<BranchPointInfo>> branches() {
        return scripts().map(scripts -> new Listings(scripts).branches());
    }

    /** All revisions, newest first. */
    public Mono<List<RevisionInfo>> history() {
        return history(HistoryQuery.ALL);
    }

    /** The revisions of a query, newest first. */
    public Mono<List<RevisionInfo>> history(HistoryQuery query) {
        return listings(query, (listings, heads) -> listings.history(query, heads));
    }

    /** The revisions of a query with their picture; the files are read before the database is asked. */
    public Mono<PicturedHistory> pictured(HistoryQuery query) {
        return listings(query, (listings, heads) -> listings.pictured(query, heads));
    }

    /** The graph of all revisions, drawn. */
    public Mono<String> graph(GraphFormat format) {
        return graph(format, HistoryQuery.ALL);
    }

    /**
     * The graph of the revisions of a query, drawn; with the current heads known, also what is applied.
     *
     * <p>The files are read before the database is asked. Fails with {@code database_ahead} when a version row is unknown
     * to them.
     */
    public Mono<String> graph(GraphFormat format, HistoryQuery query) {
        return listings(
                query, (listings, heads) -> GraphDrawing.draw(format, listings.picture(query, heads), listings::body));
    }

    private <T> Mono<T> listings(HistoryQuery query, BiFunction<Listings, Optional<List<String>>, T> answer) {
        return scripts().flatMap(scripts -> {
            Listings listings = new Listings(scripts);
            return currentHeads(query, listings)
                    .publishOn(Schedulers.boundedElastic())
                    .map(heads -> answer.apply(listings, heads));
        });
    }

    /** Empty where neither the range nor the marks need them. */
    private Mono<Optional<List<String>>> currentHeads(HistoryQuery query, Listings listings) {
        if (query.from() != null) {
            return Mono.just(Optional.of(query.from()));
        }
        boolean needed = query.indicateCurrent() || (query.range() != null && Listings.namesCurrent(query.range()));
        if (!needed) {
            return Mono.just(Optional.empty());
        }
        listings.check(query);
        return inspect(DatabaseInspection::readState)
                .doOnNext(state -> listings.unknown(state.heads()).ifPresent(log::warn))
                .map(state -> Optional.of(state.heads()));
    }

    /** The revisions that a target names; {@code current}: the version rows, newest first, asked of the database. */
    public Mono<List<RevisionInfo>> show(String target) {
        return Listings.isCurrent(target)
                ? scripts().flatMap(scripts -> inspect(DatabaseInspection::readState)
                        .map(state -> new Listings(scripts).showCurrent(state.heads())))
                : scripts().map(scripts -> new Listings(scripts).show(target));
    }

    /**
     * The file of the one revision that a target names, to be edited; {@code current} asks the database. Fails with
     * {@code usage_error} where the revision is in a jar, and with the errors of targets where they are none or several.
     */
    public Mono<RevisionFile> revisionFile(String target) {
        return Listings.isCurrent(target)
                ? scripts().flatMap(scripts -> inspect(DatabaseInspection::readState)
                        .map(state -> new RevisionFiles(scripts).current(state.heads())))
                : scripts().map(scripts -> new RevisionFiles(scripts).of(target));
    }

    /** Writes a new revision file; no database is asked. */
    public Mono<NewRevisionFile> revision(RevisionRequest request) {
        return author(author -> author.revision(request));
    }

    /** Writes a revision file that joins others; no database is asked. */
    public Mono<NewRevisionFile> merge(MergeRequest request) {
        return author(author -> author.merge(request));
    }

    /** Writing files blocks as well, and hooks must be stopped and waited for when the run is cancelled. */
    private <T> Mono<T> author(Function<RevisionAuthor, T> work) {
        return Mono.using(
                () -> Flux.from(cancellation)
                        .next()
                        .map(String::valueOf)
                        .switchIfEmpty(Mono.never())
                        .toFuture(),
                cancelled -> reading(() -> authored(work, cancelled)),
                cancelled -> cancelled.cancel(true));
    }

    /** Null once nobody listens any more, to whom the cancellation could be told. */
    private <T> @Nullable T authored(Function<RevisionAuthor, T> work, CompletableFuture<String> cancelled) {
        SqlLexis lexis = Dialects.forUrl(config.url()).lexis();
        try {
            return work.apply(new RevisionAuthor(config, lexis, Clock.systemUTC(), hookOutput, cancelled));
        } catch (CancelledException e) {
            if (cancelled.isCancelled() || Thread.currentThread().isInterrupted()) {
                return null;
            }
            throw e;
        }
    }

    /** Creates the version and the history table where they are missing. */
    public Mono<Void> ensureVersion() {
        return inspect(inspection -> inspection.ensureTables(config)).then();
    }

    /** The statements of {@link #ensureVersion} as a script; no database is asked. */
    public String ensureVersionScript() {
        return DatabaseInspection.ensureTablesScript(config);
    }

    /** The newest entries of the history table, newest first; empty where there is no table. 0: all of them. */
    public Mono<List<HistoryEntry>> log(int limit) {
        return withHistory(() -> inspect(inspection -> inspection.readHistory(limit)));
    }

    /**
     * Where the database and the files stand, with the newest entries of the history; over one connection, and without a
     * lock or a write.
     *
     * @param limit how many entries of the history; 0: all of them
     */
    public Mono<Overview> overview(int limit) {
        return scripts()
                .flatMap(scripts -> inspect(inspection -> new Listings(scripts)
                        .overview(
                                inspection.readState(),
                                config.historyTable() == null ? null : inspection.verify(scripts),
                                config.historyTable() == null ? List.of() : inspection.readHistory(limit))));
    }

    /**
     * Compares the files of applied revisions with what the history recorded of them. Writes nothing and takes no lock.
     * Fails with {@code config_error} where the history is switched off.
     */
    public Mono<Verification> verify() {
        return withHistory(() -> scripts().flatMap(scripts -> inspect(inspection -> inspection.verify(scripts))));
    }

    /**
     * Accepts the files of applied revisions as they are, after a change that was meant: records their checksums, under the
     * migration lock. Nothing of the files is run.
     *
     * @param targets which revisions, as {@link #show} takes them; none: all that are changed or unrecorded
     * @return what was accepted: revisions that were changed or unrecorded; a class has no checksum, and is left out
     */
    public Mono<Verification> acceptFiles(String... targets) {
        List<String> chosen = List.of(targets);
        return withHistory(() -> scripts().flatMap(scripts -> {
            Set<String> wanted = chosen.isEmpty() ? null : ids(scripts, chosen);
            return inspect(inspection -> inspection.accept(scripts, wanted, config));
        }));
    }

    private static Set<String> ids(ScriptDirectory scripts, List<String> targets) {
        return scripts.graph().resolve(targets.toArray(String[]::new)).stream()
                .map(RevisionNode::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private <T> Mono<T> withHistory(Supplier<Mono<T>> work) {
        return config.historyTable() == null
                ? Mono.error(() -> new ConfigException("The history is switched off: history-table is null."))
                : Mono.defer(work);
    }

    private <T> Mono<T> inspect(Function<DatabaseInspection, T> step) {
        return Mono.defer(() -> {
            if (config.mode() == Mode.OFFLINE) {
                return Mono.error(new UsageException(
                        "The mode is offline, and this command asks the database. Set mode: online, or give --from."));
            }
            return DatabaseInspection.run(config, engines, cancellation, step);
        });
    }
}
