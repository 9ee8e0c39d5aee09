package dev.reflux.cli;

import java.util.List;
import java.util.function.Function;

/** Aligns text in columns. */
final class Columns {

    private Columns() {}

    static <T> int widest(List<T> rows, Function<T, String> column) {
        return rows.stream().map(column).mapToInt(String::length).max().orElse(0);
    }

    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /** The text on one line and not longer than the given width. */
    static String clip(String text, int width) {
        String line = text.replaceAll("\\s*\\R\\s*", " ").strip();
        return line.length() <= width ? line : line.substring(0, width - 3).stripTrailing() + "...";
    }
}
