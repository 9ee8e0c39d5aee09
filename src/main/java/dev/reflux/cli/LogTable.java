package dev.reflux.cli;

import dev.reflux.dialect.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The entries of the history as an aligned table, under each failure its error and origin; times are UTC. */
final class LogTable {

    private static final int WIDTH = 80;
    private static final int NARROWEST_MESSAGE = 40;
    private static final String INDENT = "    ";

    private static final List<Column> COLUMNS = List.of(
            new Column("STARTED (UTC)", entry -> time(entry.startedAt().toInstant())),
            new Column("DIRECTION", HistoryEntry::direction),
            new Column("REVISION", HistoryEntry::revision),
            new Column("OUTCOME", HistoryEntry::outcome),
            new Column("ELAPSED", LogTable::elapsed),
            new Column("BY", HistoryEntry::appliedBy));

    private record Column(String title, Function<HistoryEntry, String> text) {}

    private final Style style;
    private final int[] widths;
    private final int messageWidth;

    private LogTable(List<HistoryEntry> entries, Style style) {
        this.style = style;
        this.widths = COLUMNS.stream()
                .mapToInt(column -> Math.max(column.title().length(), Columns.widest(entries, column.text())))
                .toArray();
        int used = 0;
        for (int width : widths) {
            used += width + 2;
        }
        this.messageWidth = Math.max(NARROWEST_MESSAGE, WIDTH - used);
    }

    /** The title, and for each entry a line and those of its error, in their order. */
    static List<String> lines(List<HistoryEntry> entries, Style style) {
        LogTable table = new LogTable(entries, style);
        List<String> lines = new ArrayList<>();
        lines.add(style.faint(table.row(Column::title, "MESSAGE")));
        entries.forEach(entry -> table.add(entry, lines));
        return lines;
    }

    private void add(HistoryEntry entry, List<String> lines) {
        String message = entry.message() == null ? "" : Columns.clip(entry.message(), messageWidth);
        lines.add(row(column -> column.text().apply(entry), message));
        if (entry.error() != null) {
            Stream.concat(entry.error().lines(), Stream.of(origin(entry)))
                    .flatMap(line -> Columns.wrap(line, WIDTH - INDENT.length()).stream())
                    .forEach(line -> lines.add(INDENT + style.error(line)));
        }
    }

    private String row(Function<Column, String> cell, String message) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(Columns.left(cell.apply(COLUMNS.get(i)), widths[i])).append("  ");
        }
        return line.append(message).toString().stripTrailing();
    }

    static String time(Instant instant) {
        String text = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        return text.replace('T', ' ').replace("Z", "");
    }

    private static String elapsed(HistoryEntry entry) {
        return entry.elapsedMs() == null ? "" : ElapsedText.of(Duration.ofMillis(entry.elapsedMs()));
    }

    /** Where to look for more. */
    private static String origin(HistoryEntry entry) {
        String host = entry.host() == null ? "" : "on " + entry.host() + ", ";
        String statements = entry.statements() == 1 ? "1 statement" : entry.statements() + " statements";
        return host + "Reflux " + entry.toolVersion() + ", " + statements + ", run " + entry.runId();
    }
}
