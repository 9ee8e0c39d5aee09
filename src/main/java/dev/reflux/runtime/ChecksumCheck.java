package dev.reflux.runtime;

import dev.reflux.config.ChecksumPolicy;
import dev.reflux.config.RefluxConfig;
import dev.reflux.dialect.DatabaseState;
import dev.reflux.dialect.RecordedChecksums;
import dev.reflux.dialect.StateTables;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.ChecksumMismatchException;
import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import dev.reflux.script.ScriptDirectory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the files of applied revisions against the checksums in the history, as {@code checksums} says. */
final class ChecksumCheck {

    private static final Logger log = LoggerFactory.getLogger(ChecksumCheck.class);

    private static final int SHOWN = 10;

    private final EnvironmentContext context;
    private final ChecksumPolicy policy;
    private @Nullable Map<String, String> files;

    ChecksumCheck(EnvironmentContext context) {
        this.context = context;
        this.policy = policy(context);
    }

    /** A stamp says where the database stands, and runs no file. */
    private static ChecksumPolicy policy(EnvironmentContext context) {
        RefluxConfig config = context.config();
        if (context.request().command() == MigrationRequest.Command.STAMP) {
            return ChecksumPolicy.IGNORE;
        }
        if (config.historyTable() != null) {
            return config.checksums();
        }
        if (config.checksums() == ChecksumPolicy.FAIL) {
            throw new ConfigException(
                    "checksums: fail needs the history, where checksums are kept, but history-table is"
                            + " null. Set a history table, or set checksums: ignore.");
        }
        return ChecksumPolicy.IGNORE;
    }

    /** Reads the state at the start of a run, when it is not known whether there is anything to do. */
    DatabaseState readFirst(SyncConnection connection, StateTables tables) {
        boolean last = context.request().dryRun();
        return read(connection, tables, policy == ChecksumPolicy.FAIL || (last && policy == ChecksumPolicy.WARN));
    }

    /** Reads the state under the lock. */
    DatabaseState readLocked(SyncConnection connection, StateTables tables) {
        return read(connection, tables, policy != ChecksumPolicy.IGNORE);
    }

    private DatabaseState read(SyncConnection connection, StateTables tables, boolean withChecksums) {
        return withChecksums
                ? StateReader.readWithChecksums(
                        connection, context.dialect(), tables, RecordedChecksums.fingerprint(files()))
                : StateReader.read(connection, context.dialect(), tables);
    }

    private Map<String, String> files() {
        Map<String, String> known = files;
        if (known == null) {
            known = AppliedFiles.checksums(context.scripts());
            files = known;
        }
        return known;
    }

    /**
     * Judges what was read.
     *
     * @throws ChecksumMismatchException where a file has changed and the policy is {@code fail}
     */
    void check(DatabaseState state) {
        if (!(state.checksums() instanceof RecordedChecksums.Listed listed)) {
            return;
        }
        List<String> changed = AppliedFiles.changed(context.scripts(), state.heads(), listed.checksums(), files());
        if (changed.isEmpty()) {
            return;
        }
        if (policy == ChecksumPolicy.FAIL) {
            String first = changed.get(0);
            Place place = Place.ofFile(context.scripts().script(first).name()).inRevision(first);
            throw new ChecksumMismatchException(sentences(changed), place);
        }
        log.warn("{}", sentences(changed));
    }

    private String sentences(List<String> changed) {
        ScriptDirectory scripts = context.scripts();
        String named = changed.stream()
                .limit(SHOWN)
                .map(id -> id + " (" + scripts.script(id).name() + ")")
                .collect(Collectors.joining(", "));
        String more = changed.size() > SHOWN ? " and " + (changed.size() - SHOWN) + " more" : "";
        String what = changed.size() == 1
                ? "The file of an applied revision is not the one that was applied: "
                : "The files of " + changed.size() + " applied revisions are not those that were applied: ";
        return what + named + more + ". Put back what was applied; or, where the change is meant and the database needs"
                + " nothing of it, accept it with \"verify --accept\".";
    }
}
