package dev.reflux.sql;

/**
 * A {@code --} comment that fills a line between statements.
 *
 * @param text what follows the two dashes, without blanks at either end
 * @param position where the dashes stand
 */
public record LineComment(String text, TextPosition position) implements ScannedItem {}
