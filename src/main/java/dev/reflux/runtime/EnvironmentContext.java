package dev.reflux.runtime;

import dev.reflux.config.Mode;
import dev.reflux.config.RefluxConfig;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.Dialects;
import dev.reflux.dialect.StateTables;
import dev.reflux.engine.AsyncEngine;
import dev.reflux.script.ScriptDirectory;
import java.util.function.Function;
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

    /** The dialect of the configured database. */
    public Dialect dialect() {
        return Dialects.forUrl(config.url());
    }

    /** Our own tables as they are configured. */
    public StateTables stateTables() {
        return OwnTables.of(config);
    }
}
