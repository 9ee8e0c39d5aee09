package dev.reflux.cli;

import dev.reflux.BranchPointInfo;
import dev.reflux.CurrentState;
import dev.reflux.PicturedHistory;
import dev.reflux.RevisionInfo;
import dev.reflux.authoring.EnvironmentTemplate;
import dev.reflux.authoring.NewEnvironment;
import dev.reflux.config.Mode;
import dev.reflux.config.RefluxConfig;
import dev.reflux.dialect.HistoryEntry;
import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.drawing.GraphFormat;
import dev.reflux.drawing.GraphSymbols;
import dev.reflux.error.InternalException;
import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.MigrationReport.Step;
import dev.reflux.runtime.Verification;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Text for an operator: results on standard output, all else on the error stream. */
final class TextOutput implements Output {

    private final PrintStream out;
    private final PrintStream err;
    private final Style style;
    private final Style errStyle;
    private final boolean quiet;
    private final StepProgress progress;

    /**
     * Text on streams.
     *
     * @param barLine last line of the error stream, used for a bar where that is a terminal
     */
    TextOutput(PrintStream out, PrintStream err, LastLine barLine, Terminal terminal, boolean quiet) {
        this.out = out;
        this.err = err;
        this.style = terminal.outStyle();
        this.errStyle = terminal.errStyle();
        this.quiet = quiet;
        this.progress = new StepProgress(out, style, terminal.err() ? barLine : null);
    }

    @Override
    public MigrationListener progress() {
        return quiet ? MigrationListener.NONE : progress;
    }

    @Override
    public ScriptDestination script() {
        return ScriptDestination.to(out);
    }

    @Override
    public void migrated(MigrationReport report, boolean dryRun) {
        progress.close();
        if (dryRun) {
            plan(report);
        } else if (!quiet) {
            boolean script = report.mode() == Mode.OFFLINE;
            String summary = RunSummary.of(report);
            if (script) {
                tell(errStyle.good(summary));
            } else {
                print(style.good(summary));
            }
        }
    }

    private void plan(MigrationReport report) {
        print(style.notice("Dry run: nothing is changed."));
        StepTable table = new StepTable(report.steps(), style);
        for (int i = 0; i < report.steps().size(); i++) {
            print(table.planned(i + 1, report.steps().get(i)));
        }
        print(RunSummary.ofPlan(report));
    }

    @Override
    public void current(CurrentState state, boolean verbose) {
        revisions("current", state.revisions(), verbose ? RevisionForm.LONG : RevisionForm.SHORT);
        if (state.revisions().isEmpty()) {
            notice("No revision is applied.");
        }
        for (UnfinishedRevision left : state.unfinished()) {
            print(style.notice("Unfinished: " + left.direction() + " of " + left.revision() + ", statements begun: "
                    + left.statements() + "; the next " + left.direction() + " goes on from there."));
        }
    }

    @Override
    public void revisions(String command, List<RevisionInfo> revisions, RevisionForm form) {
        RevisionText text = new RevisionText(style);
        revisions.forEach(revision -> print(text.show(revision, form)));
    }

    @Override
    public void initialized(NewEnvironment environment) {
        if (!quiet) {
            environment.files().forEach(file -> print("Created " + file));
        }
        if (environment.section().isPresent()) {
            notice(environment.configuration() + " is there already and was left as it is. Add this section to it:");
            out.print(style.visible(environment.section().get()));
        } else {
            notice("Name your database in " + environment.configuration()
                    + ", then write the first revision: reflux revision -m \"what it does\"");
        }
    }

    @Override
    public void revisionFile(String command, String file, String revision) {
        if (!quiet) {
            String done = command.equals("edit") ? "Edited " : "Created ";
            print(style.good(done + file + " (revision " + revision + ")"));
        }
    }

    @Override
    public void templates(List<EnvironmentTemplate> templates) {
        templates.forEach(template -> print(String.format("%-8s%s", template.templateName(), template.description())));
    }

    @Override
    public void programLine(String line) {
        if (!quiet) {
            tell(line);
        }
    }

    @Override
    public void pictured(PicturedHistory history, boolean verbose) {
        GraphSymbols symbols = GraphSymbols.encodableIn(OutputCharset.of(out));
        new HistoryDrawing(style, symbols).lines(history, verbose).forEach(this::print);
    }

    @Override
    public void branches(List<BranchPointInfo> branches, boolean verbose) {
        RevisionText text = new RevisionText(style);
        branches.forEach(branch -> print(text.branches(branch, verbose)));
    }

    /** A drawing is written as it is, in UTF-8 whatever the locale: it is often sent on into a file. */
    @Override
    public void graph(GraphFormat format, String graph) {
        byte[] bytes = graph.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        if (out.checkError()) {
            throw new InternalException("Standard output did not take the whole drawing, so what was written is"
                    + " incomplete. Check the disk or the reading end of the pipe.");
        }
    }

    @Override
    public boolean sharesTerminal() {
        return out.equals(System.out) && err.equals(System.err);
    }

    @Override
    public void graphWritten(GraphFormat format, Path file) {
        notice("Wrote the graph as " + GraphFormatConverter.name(format) + " to " + file + ".");
    }

    @Override
    public void ensureVersionScript(String script) {
        ScriptDestination destination = script();
        destination.append(script);
        destination.finish();
    }

    @Override
    public void versionEnsured(RefluxConfig config) {
        if (!quiet) {
            String history = config.historyTable();
            String tables = config.versionTable() + (history == null ? " is" : " and " + history + " are");
            print(style.good("The tables of Reflux are in place: " + tables + " there."));
        }
    }

    @Override
    public void log(List<HistoryEntry> entries) {
        if (entries.isEmpty()) {
            notice("The history is empty.");
        } else {
            LogTable.lines(entries, style).forEach(this::print);
        }
    }

    @Override
    public void verified(Verification verification, boolean accepted) {
        VerificationText text = new VerificationText(verification, style);
        text.lines().forEach(this::print);
        (accepted ? text.acceptance() : text.summary()).forEach(this::notice);
        if (!accepted && !quiet) {
            print(verification.matches() ? style.good(text.unchanged()) : text.unchanged());
        }
    }

    @Override
    public void help(String usage) {
        out.print(usage);
    }

    @Override
    public void version(String version) {
        print("reflux " + version);
    }

    @Override
    public void noCommand(String usage) {
        err.print(usage);
    }

    @Override
    public void notice(String sentence) {
        if (!quiet) {
            tell(errStyle.notice(sentence));
        }
    }

    @Override
    public void failed(Failure failure) {
        tell(errStyle.error("error:") + " " + failure.message().replace("\n", "\n  "));
        tell(errStyle.faint("  Type: " + failure.type()));
        if (!failure.steps().isEmpty()) {
            committed(failure.steps());
        } else if (failure.started() && !failure.leavesRowsUnknown()) {
            tell("  No revision was completed: the version rows are as they were.");
        }
    }

    private void committed(List<Step> steps) {
        StepTable table = new StepTable(steps, Style.PLAIN);
        List<String> heads = steps.get(steps.size() - 1).headsAfter();
        tell("  Committed before, so that the database is now at " + Heads.show(heads) + ":");
        steps.forEach(step -> tell("    " + table.bare(step)));
    }

    private void print(String line) {
        out.println(style.visible(line));
    }

    private void tell(String line) {
        err.println(errStyle.visible(line));
    }

    @Override
    public void close() {
        progress.close();
    }
}
