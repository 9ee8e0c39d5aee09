package dev.reflux.cli;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.config.Mode;
import dev.reflux.error.ExitStatus;
import dev.reflux.runtime.MigrationReport;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/** An upgrade, a downgrade or a stamp: for real, as a plan, or as a script. */
record MigrationRun(Session session, RunOptions options, boolean offline) {

    static MigrationRun of(Session session, RunOptions options) {
        return new MigrationRun(
                session, options, options.sql() || session.config().mode() == Mode.OFFLINE);
    }

    int run(BiFunction<Reflux, RunOptions, Mono<MigrationReport>> command) {
        if (offline && !options.dryRun()) {
            return writeScript(command);
        }
        Mono<MigrationReport> run = command.apply(session.reflux(), options);
        session.output().migrated(offline ? session.awaitLocal(run) : session.await(run), options.dryRun());
        return ExitStatus.DONE;
    }

    private int writeScript(BiFunction<Reflux, RunOptions, Mono<MigrationReport>> command) {
        ScriptDestination destination = session.output().script();
        RunOptions chosen = new RunOptions(
                true,
                destination.appendable(),
                false,
                options.from(),
                options.guard(),
                options.purge(),
                options.lockTimeout(),
                options.tag());
        MigrationReport report = session.awaitLocal(command.apply(session.reflux(), chosen));
        destination.finish();
        session.output().migrated(report, false);
        return ExitStatus.DONE;
    }
}
