package dev.reflux.sql;

/**
 * A command of the database's script tool, such as psql's {@code \restrict}.
 *
 * @param text the command with its backslash and arguments, to the end of the line, without blanks at the end
 * @param position where the backslash stands
 */
public record ClientCommand(String text, TextPosition position) implements ScannedItem {

    /** The command without its backslash and arguments; empty for a backslash alone. */
    public String name() {
        int end = 1;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(1, end);
    }
}
