package dev.reflux.revision;

import static dev.reflux.revision.NameRules.shown;

import dev.reflux.error.DatabaseAheadException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.error.UsageException;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of errors that several commands share. */
final class GraphErrors {

    private static final int SHOWN = 20;

    private static final Pattern LIKE_RELATIVE = Pattern.compile(".*[+-][0-9]+");

    private GraphErrors() {}

    static String list(Collection<String> ids) {
        String text = ids.stream().sorted().limit(SHOWN).map(NameRules::shown).collect(Collectors.joining(", "));
        return ids.size() > SHOWN ? text + " and " + (ids.size() - SHOWN) + " more" : text;
    }

    static RevisionGraphException notFound(String name) {
        String advice = " Give a full id, a prefix of an id that is longer than three characters, or a branch label.";
        if (name.contains(":")) {
            advice = " A range is not a target here.";
        } else if (LIKE_RELATIVE.matcher(name).matches()) {
            advice = " A relative target is not understood here." + advice;
        }
        return new RevisionGraphException(
                Kind.NOT_FOUND, "No revision or branch label is named or begins with " + shown(name) + "." + advice);
    }

    static RevisionGraphException ambiguous(String prefix, Collection<String> names) {
        return new RevisionGraphException(
                Kind.AMBIGUOUS,
                shown(prefix) + " is the beginning of several names: " + list(names) + ". Give more characters.");
    }

    static RevisionGraphException branchNotFound(String label) {
        return new RevisionGraphException(
                Kind.BRANCH_NOT_FOUND,
                "No branch label or revision is named or begins with " + shown(label)
                        + ". Put a branch label or an id before the @.");
    }

    static RevisionGraphException multipleHeads(String target, Collection<String> heads) {
        return new RevisionGraphException(
                Kind.MULTIPLE_HEADS,
                shown(target) + " names several revisions: " + list(heads)
                        + ". Name one of them, narrow it with LABEL@head, or use 'heads' where all are meant.");
    }

    static RevisionGraphException outOfRange(String target) {
        return new RevisionGraphException(
                Kind.RELATIVE_OUT_OF_RANGE,
                "There are not that many revisions for " + shown(target)
                        + ": it leads past the end of the graph or does not move at all. Use a smaller number,"
                        + " or a target such as 'heads' or 'base'.");
    }

    static RevisionGraphException ambiguousWalk(String target, String where, Collection<String> choices) {
        return new RevisionGraphException(
                Kind.AMBIGUOUS_WALK,
                shown(target) + " is ambiguous: " + where + " there are " + list(choices)
                        + ". Name the revision, or narrow it with LABEL@.");
    }

    static RevisionGraphException overlapping(String what, Collection<String> covered, Collection<String> all) {
        return new RevisionGraphException(
                Kind.OVERLAPPING_HEADS,
                what + " overlap: " + list(covered) + " is already implied by another of " + list(all)
                        + ". Leave it out.");
    }

    static RevisionGraphException overlappingRows(Collection<String> covered, Collection<String> all) {
        return new RevisionGraphException(
                Kind.OVERLAPPING_HEADS,
                "Rows of the version table overlap: " + list(covered) + " is already implied by another of " + list(all)
                        + ". Say with 'reflux stamp --purge' where the database stands, naming the others only.");
    }

    static DatabaseAheadException databaseAhead(Collection<String> rows, Collection<String> beginnings) {
        return new DatabaseAheadException(unknownRows(rows, beginnings)
                + " Deploy the files that it was migrated with, or say with 'reflux stamp' where it stands.");
    }

    static String unknownRows(Collection<String> rows, Collection<String> beginnings) {
        String hint = beginnings.isEmpty()
                ? ""
                : " A row holds a full id, and the files have " + list(beginnings) + ", which begin like that.";
        return "The database is ahead of the revision files: its version table holds " + list(rows)
                + ", which no file declares." + hint;
    }

    static UsageException emptyTarget(String target) {
        return new UsageException("Target " + shown(target) + " has an empty part."
                + " Write an id, a branch label, LABEL@TARGET, 'head', 'heads' or 'base'.");
    }
}
