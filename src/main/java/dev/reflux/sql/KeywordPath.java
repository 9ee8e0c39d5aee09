package dev.reflux.sql;

import dev.reflux.sql.SqlLexer.Token;
import java.util.List;

/** The way of one statement through a tree of rules, while its tokens pass. */
final class KeywordPath {

    private final CharWindow in;
    private KeywordTree at;
    private boolean open = true;

    KeywordPath(CharWindow in, KeywordTree rules) {
        this.in = in;
        this.at = rules;
    }

    /** Takes a token that is neither a blank nor a comment. */
    void pass(Token token, int start, int end) {
        if (open) {
            KeywordTree next = token == Token.WORD ? at.after(in, start, end) : null;
            open = next != null;
            at = next == null ? at : next;
        }
    }

    /** Whether a further token could lead further. */
    boolean isOpen() {
        return open;
    }

    /** The rules that the statement may match, in their order. */
    List<StatementRule> candidates() {
        return at.candidates();
    }
}
