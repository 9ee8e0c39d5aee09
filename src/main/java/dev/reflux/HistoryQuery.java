package dev.reflux;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the history to list. Immutable; start from {@link #ALL}.
 *
 * @param range {@code START:END}, either side empty for open; null: everything
 * @param indicateCurrent whether to read the current heads, so that they can be marked
 * @param from current heads in place of the database's, or null
 */
public record HistoryQuery(@Nullable String range, boolean indicateCurrent, @Nullable List<String> from) {

    /** Everything, without a look at the database. */
    public static final HistoryQuery ALL = new HistoryQuery(null, false, null);

    /** Copies the heads. */
    public HistoryQuery {
        from = from == null ? null : List.copyOf(from);
    }

    /** The same, with current heads marked. */
    public HistoryQuery indicatingCurrent() {
        return new HistoryQuery(range, true, from);
    }

    /** The same, for a range. */
    public HistoryQuery range(String text) {
        return new HistoryQuery(text, indicateCurrent, from);
    }

    /** The same, with given current heads and no look at the database. */
    public HistoryQuery from(List<String> heads) {
        return new HistoryQuery(range, indicateCurrent, heads);
    }
}
