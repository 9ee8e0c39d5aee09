package dev.reflux.sql;

/**
 * One statement.
 *
 * @param text the statement without its final semicolon and without blanks at either end, comments inside included
 * @param position where the text begins
 * @param traits what kind of statement it is
 */
public record Statement(String text, TextPosition position, StatementTraits traits) implements ScannedItem {

    /**
     * The place in the scanned text of a character of this statement.
     *
     * @param codePoint position in {@link #text()} in code points, counted from 1, as PostgreSQL's error reports give it
     */
    public TextPosition positionAt(int codePoint) {
        return position.within(text, codePoint);
    }
}
