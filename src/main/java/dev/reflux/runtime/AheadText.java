package dev.reflux.runtime;

import dev.reflux.dialect.AppliedRevision;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Who applied which revisions, in words. */
final class AheadText {

    private static final int SHOWN = 20;

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private AheadText() {}

    /** {@code at 2026-11-21 01:17 UTC by app on host-1 with Reflux 1.2.0}. */
    static String origin(AppliedRevision applied) {
        OffsetDateTime at = applied.appliedAt();
        return (at == null ? "" : "at " + MINUTES.format(at.withOffsetSameInstant(ZoneOffset.UTC)) + " ")
                + "by " + applied.appliedBy()
                + (applied.host() == null ? "" : " on " + applied.host())
                + " with Reflux " + applied.toolVersion();
    }

    /**
     * A sentence on revisions of one origin.
     *
     * @param origin in the words of {@link #origin}; empty: not known
     */
    static String sentence(String origin, List<String> revisions) {
        String named = String.join(", ", revisions.subList(0, Math.min(SHOWN, revisions.size())))
                + (revisions.size() > SHOWN ? " and " + (revisions.size() - SHOWN) + " more" : "");
        String were = revisions.size() == 1 ? " was" : " were";
        return origin.isEmpty()
                ? "The history does not tell who applied " + named + "."
                : "By the history, " + named + were + " applied " + origin + ".";
    }
}
