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
import dev.reflux.error.UsageException;
import dev.reflux.error.VisibleText;
import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.Verification;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** One JSON document on standard output, whatever happens; all else on the error stream. */
final class JsonOutput implements Output {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean quiet;
    private final StepProgress progress;

    JsonOutput(PrintStream out, PrintStream err, boolean quiet) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        this.progress = new StepProgress(err, Style.PLAIN, null);
    }

    @Override
    public MigrationListener progress() {
        return quiet ? MigrationListener.NONE : progress;
    }

    @Override
    public ScriptDestination script() {
        return ScriptDestination.REPORT;
    }

    @Override
    public void migrated(MigrationReport report, boolean dryRun) {
        JsonDocument.write(out, json -> {
            json.text("command", report.command());
            json.text("mode", report.mode().name().toLowerCase(Locale.ROOT));
            json.sorted("from", report.from());
            json.sorted("to", report.to());
            json.objects("steps", report.steps(), JsonRecords::step);
            json.elapsed("elapsed_ms", report.elapsed());
            json.textIfAny("script", report.script());
        });
    }

    @Override
    public void current(CurrentState state, boolean verbose) {
        JsonDocument.write(out, json -> {
            json.text("command", "current");
            json.objects("revisions", state.revisions(), JsonRecords::revision);
            json.flag("at_head", state.atHead());
            json.objects("unfinished", state.unfinished(), JsonRecords::unfinished);
        });
    }

    @Override
    public void revisions(String command, List<RevisionInfo> revisions, RevisionForm form) {
        JsonDocument.write(out, json -> {
            json.text("command", command);
            json.objects("revisions", revisions, JsonRecords::revision);
        });
    }

    @Override
    public void initialized(NewEnvironment environment) {
        JsonDocument.write(out, json -> {
            json.text("command", "init");
            json.text("directory", environment.directory());
            json.texts("files", environment.files());
            json.textIfAny("section", environment.section().orElse(null));
        });
    }

    @Override
    public void revisionFile(String command, String file, String revision) {
        JsonDocument.write(out, json -> {
            json.text("command", command);
            json.text("file", file);
            json.text("revision", revision);
        });
    }

    @Override
    public void templates(List<EnvironmentTemplate> templates) {
        JsonDocument.write(out, json -> {
            json.text("command", "init");
            json.objects("templates", templates, (object, template) -> {
                object.text("name", template.templateName());
                object.text("description", template.description());
            });
        });
    }

    @Override
    public void programLine(String line) {
        if (!quiet) {
            err.println(VisibleText.of(line));
        }
    }

    @Override
    public boolean sharesTerminal() {
        return false;
    }

    @Override
    public void pictured(PicturedHistory history, boolean verbose) {
        revisions("history", history.revisions(), RevisionForm.HISTORY);
    }

    @Override
    public void branches(List<BranchPointInfo> branches, boolean verbose) {
        JsonDocument.write(out, json -> {
            json.text("command", "branches");
            json.objects("revisions", branches, JsonRecords::branchPoint);
        });
    }

    @Override
    public void graph(GraphFormat format, String graph) {
        JsonDocument.write(out, json -> {
            json.text("command", "graph");
            json.text("format", GraphFormatConverter.name(format));
            json.text("graph", graph);
        });
    }

    @Override
    public void graphWritten(GraphFormat format, Path file) {
        JsonDocument.write(out, json -> {
            json.text("command", "graph");
            json.text("format", GraphFormatConverter.name(format));
            json.text("file", file.toString());
        });
    }

    @Override
    public void ensureVersionScript(String script) {
        JsonDocument.write(out, json -> {
            json.text("command", "ensure-version");
            json.text("script", script);
        });
    }

    @Override
    public void versionEnsured(RefluxConfig config) {
        JsonDocument.write(out, json -> json.text("command", "ensure-version"));
    }

    @Override
    public void log(List<HistoryEntry> entries) {
        JsonDocument.write(out, json -> {
            json.text("command", "log");
            json.objects("entries", entries, JsonRecords::entry);
        });
    }

    @Override
    public void verified(Verification verification, boolean accepted) {
        JsonDocument.write(out, json -> {
            json.text("command", "verify");
            json.objects(accepted ? "accepted" : "differences", verification.differences(), JsonRecords::difference);
        });
    }

    @Override
    public void help(String usage) {
        JsonDocument.write(out, json -> json.text("help", usage));
    }

    @Override
    public void version(String version) {
        JsonDocument.write(out, json -> json.text("version", version));
    }

    @Override
    public void noCommand(String usage) {
        err.print(usage);
        UsageException missing = new UsageException("No command was given. See \"reflux --help\".");
        failed(Failure.of(missing, new StepJournal(), text -> text));
    }

    @Override
    public void notice(String sentence) {
        if (!quiet) {
            err.println(VisibleText.of(sentence));
        }
    }

    @Override
    public void failed(Failure failure) {
        JsonDocument.write(out, json -> {
            json.object("error", failure, JsonRecords::failure);
            json.objects("steps", failure.steps(), JsonRecords::step);
            List<String> heads = failure.heads();
            if (heads != null) {
                json.sorted("heads", heads);
            }
        });
    }

    @Override
    public void close() {
        progress.close();
    }
}
