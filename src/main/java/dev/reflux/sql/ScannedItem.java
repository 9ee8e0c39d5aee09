package dev.reflux.sql;

/**
 * What a {@link StatementScanner} finds in a text: a {@link Statement}, a {@link LineComment}, a {@link ClientCommand} or
 * the {@link CopyData} of the statement before.
 */
public sealed interface ScannedItem permits Statement, LineComment, ClientCommand, CopyData {

    /** Where it begins. */
    TextPosition position();
}
