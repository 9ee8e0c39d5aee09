package dev.reflux.cli;

import java.util.ArrayList;
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

    /** The text in lines that are not longer than the given width, broken at blanks where there are some. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String left = text.stripTrailing();
        while (left.length() > width) {
            int blank = left.lastIndexOf(' ', width);
            boolean isWord = blank <= 0 || left.substring(0, blank).isBlank();
            int end = isWord ? width : blank;
            lines.add(left.substring(0, end).stripTrailing());
            left = left.substring(end).stripLeading();
        }
        lines.add(left);
        return lines;
    }
}
