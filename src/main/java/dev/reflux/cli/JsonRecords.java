package dev.reflux.cli;

import dev.reflux.BranchPointInfo;
import dev.reflux.RevisionInfo;
import dev.reflux.dialect.HistoryEntry;
import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.revision.VersionOp;
import dev.reflux.runtime.MigrationReport.Step;
import dev.reflux.runtime.Verification.Difference;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The fields of each record in JSON, one by one, so that renaming a component in Java changes nothing outside. */
final class JsonRecords {

    private JsonRecords() {}

    static void step(JsonDocument json, Step step) {
        json.text("direction", step.direction().name().toLowerCase(Locale.ROOT));
        json.text("revision", step.revision());
        json.texts("down_revision", step.downRevisions());
        json.text("message", step.message());
        json.objects("version_ops", step.versionOps(), JsonRecords::versionOp);
        json.sorted("heads_after", step.headsAfter());
        json.number("transaction", step.transaction());
        if (step.statements() != null) {
            json.number("statements", step.statements());
        }
        json.elapsed("elapsed_ms", step.elapsed());
    }

    private static void versionOp(JsonDocument json, VersionOp op) {
        if (op instanceof VersionOp.Insert insert) {
            json.text("insert", insert.id());
        } else if (op instanceof VersionOp.Update update) {
            json.texts("update", List.of(update.from(), update.to()));
        } else if (op instanceof VersionOp.Delete delete) {
            json.text("delete", delete.id());
        }
    }

    static void revision(JsonDocument json, RevisionInfo revision) {
        json.text("revision", revision.revision());
        json.texts("down_revision", revision.downRevisions());
        json.texts("depends_on", revision.dependsOn());
        json.texts("branch_labels", revision.branchLabels());
        json.texts("effective_labels", revision.effectiveLabels());
        json.text("message", revision.message());
        json.text("created", revision.created());
        json.flag("is_head", revision.isHead());
        json.flag("is_effective_head", revision.isEffectiveHead());
        json.flag("is_base", revision.isBase());
        json.flag("is_branch_point", revision.isBranchPoint());
        json.flag("is_merge_point", revision.isMergePoint());
        if (revision.isCurrent() != null) {
            json.flag("is_current", revision.isCurrent());
        }
        json.text("file", revision.file());
    }

    static void branchPoint(JsonDocument json, BranchPointInfo branch) {
        revision(json, branch.revision());
        json.texts("children", branch.revision().children());
    }

    static void unfinished(JsonDocument json, UnfinishedRevision left) {
        json.text("revision", left.revision());
        json.text("direction", left.direction());
        json.number("statements", left.statements());
    }

    static void entry(JsonDocument json, HistoryEntry entry) {
        json.number("id", entry.id());
        json.text("run_id", entry.runId().toString());
        json.text("revision", entry.revision());
        json.texts("down_revision", downRevisions(entry));
        json.text("direction", entry.direction());
        json.text("outcome", entry.outcome());
        json.text("message", entry.message());
        json.text("checksum", entry.checksum());
        json.number("statements", entry.statements());
        json.text("error", entry.error());
        json.text("started_at", entry.startedAt().toInstant().toString());
        json.text(
                "finished_at",
                entry.finishedAt() == null
                        ? null
                        : entry.finishedAt().toInstant().toString());
        json.elapsed("elapsed_ms", entry.elapsedMs() == null ? null : Duration.ofMillis(entry.elapsedMs()));
        json.text("applied_by", entry.appliedBy());
        json.text("host", entry.host());
        json.text("tool_version", entry.toolVersion());
    }

    private static List<String> downRevisions(HistoryEntry entry) {
        String joined = entry.downRevisions();
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(", ", -1));
    }

    static void difference(JsonDocument json, Difference difference) {
        json.text("kind", difference.kind().name().toLowerCase(Locale.ROOT));
        json.text("revision", difference.revision());
        json.text("file", difference.file());
        json.text("recorded", difference.recorded());
        json.text("actual", difference.actual());
        json.text(
                "applied_at",
                difference.appliedAt() == null
                        ? null
                        : difference.appliedAt().toInstant().toString());
        json.text("applied_by", difference.appliedBy());
    }

    static void failure(JsonDocument json, Failure failure) {
        json.text("type", failure.type());
        json.text("message", failure.message());
        json.textIfAny("revision", failure.place().revision());
        json.textIfAny("file", failure.place().file());
        if (failure.place().line() != null) {
            json.number("line", failure.place().line());
        }
        json.textIfAny("sqlstate", failure.sqlState());
    }
}
