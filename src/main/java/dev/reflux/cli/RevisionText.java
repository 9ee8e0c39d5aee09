package dev.reflux.cli;

import dev.reflux.BranchPointInfo;
import dev.reflux.RevisionInfo;
import java.util.ArrayList;
import java.util.List;

/** Revisions as text, in the forms of Alembic's {@code Script.cmd_format}. */
final class RevisionText {

    private static final String BASE = "<base>";

    private final Style style;

    RevisionText(Style style) {
        this.style = style;
    }

    String show(RevisionInfo revision, RevisionForm form) {
        return switch (form) {
            case SHORT -> style.id(revision.revision()) + tags(revision) + suffix(revision);
            case HISTORY ->
                parents(revision) + " -> " + style.id(revision.revision()) + tags(revision) + suffix(revision);
            case LONG -> details(revision);
        };
    }

    /** For a drawing, where lines tell the parents: in one line, or all of it and a blank line. */
    String drawn(RevisionInfo revision, boolean verbose) {
        if (verbose) {
            return details(revision) + "\n";
        }
        String dependencies =
                revision.dependsOn().isEmpty() ? "" : " (depends on " + String.join(", ", revision.dependsOn()) + ")";
        return style.id(revision.revision()) + tags(revision) + dependencies + suffix(revision);
    }

    /** A branch point above its children, as Alembic shows branches: without messages in the short form. */
    String branches(BranchPointInfo branch, boolean verbose) {
        RevisionInfo revision = branch.revision();
        StringBuilder text =
                new StringBuilder(verbose ? details(revision) : style.id(revision.revision()) + tags(revision));
        String indent = " ".repeat(revision.revision().length());
        for (RevisionInfo child : branch.children()) {
            text.append('\n')
                    .append(indent)
                    .append(" -> ")
                    .append(style.id(child.revision()))
                    .append(tags(child));
            text.append(verbose ? suffix(child) : "");
        }
        return text.append('\n').toString();
    }

    private static String parents(RevisionInfo revision) {
        String parents = revision.downRevisions().isEmpty() ? BASE : String.join(", ", revision.downRevisions());
        return revision.dependsOn().isEmpty()
                ? parents
                : parents + " (" + String.join(", ", revision.dependsOn()) + ")";
    }

    private static String suffix(RevisionInfo revision) {
        return revision.message() == null ? "" : ", " + revision.message();
    }

    /** As with Alembic, a head that another revision depends on is told apart from one that nothing follows. */
    private String tags(RevisionInfo revision) {
        List<String> tags = new ArrayList<>();
        if (!revision.branchLabels().isEmpty()) {
            tags.add("(" + String.join(", ", revision.branchLabels()) + ")");
        }
        if (revision.isHead()) {
            tags.add(style.good(revision.isEffectiveHead() ? "(head)" : "(effective head)"));
        }
        if (Boolean.TRUE.equals(revision.isCurrent())) {
            tags.add(style.notice("(current)"));
        }
        if (revision.isBranchPoint()) {
            tags.add("(branchpoint)");
        }
        if (revision.isMergePoint()) {
            tags.add("(mergepoint)");
        }
        return tags.isEmpty() ? "" : " " + String.join(" ", tags);
    }

    private String details(RevisionInfo revision) {
        StringBuilder text = new StringBuilder();
        line(text, "Rev", style.id(revision.revision()) + tags(revision));
        line(text, revision.isMergePoint() ? "Merges" : "Parent", parentsAlone(revision));
        if (!revision.dependsOn().isEmpty()) {
            line(text, "Also depends on", String.join(", ", revision.dependsOn()));
        }
        if (revision.isBranchPoint()) {
            line(text, "Branches into", String.join(", ", revision.children()));
        }
        if (!revision.effectiveLabels().isEmpty()) {
            line(text, "Branch names", String.join(", ", revision.effectiveLabels()));
        }
        line(text, "Path", revision.file());
        if (revision.created() != null) {
            line(text, "Created", revision.created());
        }
        if (revision.message() != null) {
            text.append("\n    ")
                    .append(revision.message().replace("\n", "\n    "))
                    .append('\n');
        }
        return text.toString();
    }

    private static String parentsAlone(RevisionInfo revision) {
        return revision.downRevisions().isEmpty() ? BASE : String.join(", ", revision.downRevisions());
    }

    private static void line(StringBuilder text, String title, String value) {
        text.append(title).append(": ").append(value).append('\n');
    }
}
