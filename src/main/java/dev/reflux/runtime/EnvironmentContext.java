package dev.reflux.runtime;

import dev.reflux.config.Mode;
import dev.reflux.config.RefluxConfig;
import dev.reflux.config.RefluxConfigBuilder;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.Dialects;
import dev.reflux.dialect.StateTables;
import dev.reflux.engine.AsyncEngine;
import dev.reflux.script.ScriptDirectory;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * What an environment is given: everything that is known before a connection is opened or a line of script is written.
 * Immutable.
 *
 * <p>Follows Alembic's {@code EnvironmentContext}.
 *
 * @param config the configuration
 * @param scripts the revision files and their graph
 * @param request what to do
 * @param engines makes the engine of a run; called once for each
 * @param listener hears the progress
 * @param cancellation when it signals anything, the run is cancelled and ends with
 *     {@link dev.reflux.error.CancelledException} after its clean-up
 * @param script where an offline run writes; null: into {@link MigrationReport#script()}
 */
public record EnvironmentContext(
        RefluxConfig config,
        ScriptDirectory scripts,
        MigrationRequest request,
        Function<RefluxConfig, AsyncEngine> engines,
        MigrationListener listener,
        Publisher<?> cancellation,
        @Nullable Appendable script) {

    /** Whether the run writes a script: the mode flag. */
    public boolean isOffline() {
        return config.mode() == Mode.OFFLINE;
    }

    /** Whether the run needs no database: it writes a script, or plans from heads that are given. */
    boolean needsNoDatabase() {
        boolean startIsGiven =
                request.from() != null || request.targets().stream().anyMatch(each -> each.contains(":"));
        return isOffline() || (request.dryRun() && startIsGiven);
    }

    /**
     * Values given as {@code -x name=value}, over those of the key {@code placeholders}, in that order: how whoever runs a
     * command tells the environment something.
     *
     * <p>Follows Alembic's {@code get_x_argument(as_dictionary=True)}.
     */
    public Map<String, String> arguments() {
        return config.placeholders();
    }

    /**
     * The same with other values of the configuration, for the constructor of an environment to pass on: a URL or a password
     * that is asked of a vault, say, or a schema that {@link #arguments} name. The revision files have been read by now: keys
     * that tell where they are and what is replaced in them have no effect any more.
     *
     * @throws dev.reflux.error.ConfigException if a value cannot be used
     */
    public EnvironmentContext configured(UnaryOperator<RefluxConfigBuilder> change) {
        RefluxConfig changed = change.apply(config.toBuilder()).build();
        return new EnvironmentContext(changed, scripts, request, engines, listener, cancellation, script);
    }

    /**
     * The same with another listener, which hears everything after the one that is there.
     *
     * <p>Follows Alembic's {@code on_version_apply}.
     */
    public EnvironmentContext listening(MigrationListener another) {
        return new EnvironmentContext(
                config, scripts, request, engines, listener.andThen(another), cancellation, script);
    }

    /** The dialect of the configured database. */
    Dialect dialect() {
        return Dialects.forUrl(config.url());
    }

    /** Our own tables as they are configured. */
    StateTables stateTables() {
        return OwnTables.of(config);
    }
}
