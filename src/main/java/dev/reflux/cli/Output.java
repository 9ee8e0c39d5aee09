package dev.reflux.cli;

import dev.reflux.BranchPointInfo;
import dev.reflux.CurrentState;
import dev.reflux.PicturedHistory;
import dev.reflux.RevisionInfo;
import dev.reflux.authoring.EnvironmentTemplate;
import dev.reflux.authoring.NewEnvironment;
import dev.reflux.config.RefluxConfig;
import dev.reflux.dialect.HistoryEntry;
import dev.reflux.drawing.GraphFormat;
import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.Verification;
import java.nio.file.Path;
import java.util.List;

/** What a command tells, in text or as one JSON document. A command gives one result, or fails. */
sealed interface Output extends AutoCloseable permits TextOutput, JsonOutput {

    /** Shows the steps of a run as they are done. */
    MigrationListener progress();

    /** Where a script goes while it is made. */
    ScriptDestination script();

    /** The result of an upgrade, a downgrade or a stamp. */
    void migrated(MigrationReport report, boolean dryRun);

    /** The result of {@code current}. */
    void current(CurrentState state, boolean verbose);

    /** The result of a command that lists revisions. */
    void revisions(String command, List<RevisionInfo> revisions, RevisionForm form);

    /** The result of {@code init}. */
    void initialized(NewEnvironment environment);

    /** The result of {@code init --list-templates}. */
    void templates(List<EnvironmentTemplate> templates);

    /** The result of {@code revision}, {@code merge} or {@code edit}. */
    void revisionFile(String command, String file, String revision);

    /** A line that a program printed which the command runs. */
    void programLine(String line);

    /** Whether a program may have the terminal for itself, and print where results go. */
    boolean sharesTerminal();

    /** The result of {@code history --graph}. */
    void pictured(PicturedHistory history, boolean verbose);

    /** The result of {@code branches}. */
    void branches(List<BranchPointInfo> branches, boolean verbose);

    /** The result of {@code graph}. */
    void graph(GraphFormat format, String graph);

    /** The result of {@code graph} is in a file. */
    void graphWritten(GraphFormat format, Path file);

    /** The result of {@code ensure-version} as a script. */
    void ensureVersionScript(String script);

    /** The result of {@code ensure-version}. */
    void versionEnsured(RefluxConfig config);

    /** The result of {@code log}. */
    void log(List<HistoryEntry> entries);

    /**
     * The result of {@code verify}.
     *
     * @param accepted whether the differences were accepted, and are none any more
     */
    void verified(Verification verification, boolean accepted);

    /** A help text that was asked for. */
    void help(String usage);

    /** The version. */
    void version(String version);

    /** There was no command. */
    void noCommand(String usage);

    /** A remark beside the result. */
    void notice(String sentence);

    /** The failure in place of a result. */
    void failed(Failure failure);

    /** Ends what is still shown of the progress. */
    @Override
    void close();
}
