package dev.reflux.cli;

import dev.reflux.runtime.Verification;
import dev.reflux.runtime.Verification.Difference;
import dev.reflux.runtime.Verification.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The differences of a verification, a line each, and what to do about them. */
record VerificationText(Verification verification, Style style) {

    List<String> lines() {
        List<Difference> differences = verification.differences();
        int kinds = Columns.widest(differences, VerificationText::kind);
        int revisions = Columns.widest(differences, Difference::revision);
        return differences.stream()
                .map(each -> style.notice(Columns.left(kind(each), kinds)) + "  "
                        + style.id(Columns.left(each.revision(), revisions)) + "  " + where(each))
                .map(String::stripTrailing)
                .toList();
    }

    private static String kind(Difference difference) {
        return difference.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String where(Difference difference) {
        if (difference.file() != null) {
            return difference.file();
        }
        String by = difference.appliedBy() == null ? "" : " by " + difference.appliedBy();
        return difference.appliedAt() == null
                ? ""
                : "applied at " + LogTable.time(difference.appliedAt().toInstant()) + " UTC" + by;
    }

    List<String> summary() {
        List<String> sentences = new ArrayList<>();
        int changed = count(Kind.CHANGED);
        int missing = count(Kind.MISSING);
        int unrecorded = count(Kind.UNRECORDED);
        if (changed > 0) {
            sentences.add(files(changed, "is not the one that was applied", "are not those that were applied")
                    + " Put back what was applied; or, where the change is meant and the database needs nothing of it,"
                    + " accept it with \"verify --accept\".");
        }
        if (missing > 0) {
            sentences.add(revisions(missing, "is in no file", "are in no file")
                    + ": the database is ahead. Deploy the build that has them.");
        }
        if (unrecorded > 0) {
            sentences.add(revisions(unrecorded, "has no checksum to compare", "have no checksum to compare")
                    + ": a class, or taken over. \"verify --accept\" records the files there are.");
        }
        return sentences;
    }

    /** How many files are as they were applied. */
    String unchanged() {
        int unchanged = verification.applied() - verification.differences().size();
        return unchanged == 1
                ? "The file of 1 applied revision is unchanged."
                : "The files of " + unchanged + " applied revisions are unchanged.";
    }

    List<String> acceptance() {
        int accepted = verification.differences().size();
        return List.of(
                accepted == 0
                        ? "There was nothing to accept."
                        : files(accepted, "is accepted as it is", "are accepted as they are"));
    }

    private int count(Kind kind) {
        return verification.ofKind(kind).size();
    }

    private static String files(int count, String one, String many) {
        return count == 1
                ? "The file of 1 applied revision " + one + "."
                : "The files of " + count + " applied revisions " + many + ".";
    }

    private static String revisions(int count, String one, String many) {
        return count == 1 ? "1 applied revision " + one : count + " applied revisions " + many;
    }
}
