package dev.reflux.authoring;

import java.util.List;

/** Values of {@code -- key: value} lines: the rest of the line as it is. */
record SqlNotation() implements Notation {

    @Override
    public String ending() {
        return ".sql";
    }

    @Override
    public String text(String value) {
        return Notation.onOneLine(value);
    }

    /** No id and no label holds a comma. */
    @Override
    public String list(List<String> values) {
        return String.join(", ", values);
    }

    /** PostgreSQL nests its comments: both ends of one are taken apart, and a slash is kept from the end that follows. */
    @Override
    public String comment(String text) {
        String line = Notation.onOneLine(text).replace("*/", "* /").replace("/*", "/ *");
        return line.endsWith("/") ? line + " " : line;
    }

    @Override
    public String upgrades(boolean merge) {
        return merge
                ? "-- A merge changes nothing by itself."
                : "-- Statements that change the schema, each with a semicolon at its end.";
    }

    @Override
    public String downgrades(boolean merge) {
        return merge
                ? "-- Nothing to undo."
                : "-- Statements that undo the upgrade. While there are none, a downgrade changes nothing.\n"
                        + "-- Without this section, its marker included, a downgrade is refused.";
    }
}
