package dev.reflux.cli;

import dev.reflux.dialect.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The entries of the history as an aligned table; times are UTC. */
final class LogTable {

    private static final int WIDEST_TEXT = 160;

    private static final List<Column> COLUMNS = List.of(
            new Column("STARTED (UTC)", entry -> time(entry.startedAt().toInstant())),
            new Column("DIRECTION", HistoryEntry::direction),
            new Column("REVISION", HistoryEntry::revision),
            new Column("OUTCOME", HistoryEntry::outcome),
            new Column("STATEMENTS", entry -> Integer.toString(entry.statements())),
            new Column("ELAPSED", LogTable::elapsed),
            new Column("BY", HistoryEntry::appliedBy),
            new Column("MESSAGE", LogTable::message));

    private record Column(String title, Function<HistoryEntry, String> text) {}

    private LogTable() {}

    /** The title and a line for each entry, in their order. */
    static List<String> lines(List<HistoryEntry> entries, Style style) {
        int[] widths = COLUMNS.stream()
                .mapToInt(column -> Math.max(column.title().length(), Columns.widest(entries, column.text())))
                .toArray();
        return Stream.concat(
                        Stream.of(style.faint(row(widths, Column::title))),
                        entries.stream()
                                .map(entry ->
                                        row(widths, column -> column.text().apply(entry))))
                .toList();
    }

    private static String row(int[] widths, Function<Column, String> cell) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(Columns.left(cell.apply(COLUMNS.get(i)), widths[i])).append("  ");
        }
        return line.toString().stripTrailing();
    }

    static String time(Instant instant) {
        String text = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        return text.replace('T', ' ').replace("Z", "");
    }

    private static String elapsed(HistoryEntry entry) {
        return entry.elapsedMs() == null ? "" : ElapsedText.of(Duration.ofMillis(entry.elapsedMs()));
    }

    /** Of a failure the reason is what a reader looks for. */
    private static String message(HistoryEntry entry) {
        String text = entry.error() == null ? entry.message() : entry.error();
        return text == null ? "" : Columns.clip(text, WIDEST_TEXT);
    }
}
