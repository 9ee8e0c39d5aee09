package dev.reflux.sql;

import dev.reflux.sql.SqlLexer.Token;

/**
 * Follows parentheses and {@code BEGIN ATOMIC … END} bodies, inside which a semicolon ends nothing.
 *
 * <p>Bodies are looked for where psql looks for them: in {@code CREATE [OR REPLACE] FUNCTION|PROCEDURE}, outside
 * parentheses. Unlike psql, {@code BEGIN} counts only before {@code ATOMIC}, and neither {@code CASE} nor {@code END}
 * counts where it is a name (after {@code AS} or a dot), so that functions psql cannot read are read as the server does.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createfunction.html">PostgreSQL: CREATE FUNCTION</a>
 */
final class StatementNesting {

    private final CharWindow in;
    private final boolean atomicBodies;

    private int parentheses;
    private int outermost;
    private Header header = Header.NOTHING;
    private int body;
    private int bodyStart;
    private boolean nameFollows;
    private int beginStart = -1;

    /** How much of {@code CREATE [OR REPLACE] FUNCTION|PROCEDURE} the words so far are. */
    private enum Header {
        NOTHING,
        CREATE,
        CREATE_OR,
        CREATE_OR_REPLACE,
        ROUTINE,
        OTHER
    }

    StatementNesting(CharWindow in, boolean atomicBodies) {
        this.in = in;
        this.atomicBodies = atomicBodies;
    }

    boolean isOpen() {
        return parentheses > 0 || body > 0;
    }

    /** What is open. */
    String construct() {
        return body > 0 && (parentheses == 0 || bodyStart < outermost) ? "BEGIN ATOMIC body" : "parenthesis";
    }

    /** Where that which is open, and was opened first, begins. */
    int start() {
        return construct().equals("parenthesis") ? outermost : bodyStart;
    }

    void pass(Token token, int start, int end) {
        if (token == Token.SYMBOL) {
            passSymbol(in.charAt(start), start);
        } else if (token == Token.WORD && atomicBodies && parentheses == 0) {
            passWord(start, end);
        } else {
            nameFollows = false;
            beginStart = -1;
        }
    }

    private void passSymbol(char symbol, int start) {
        nameFollows = symbol == '.';
        beginStart = -1;
        if (symbol == '(' && parentheses++ == 0) {
            outermost = start;
        } else if (symbol == ')' && parentheses > 0) {
            parentheses--;
        }
    }

    private void passWord(int start, int end) {
        if (header == Header.ROUTINE) {
            passRoutineWord(start, end);
        } else if (header != Header.OTHER) {
            header = following(start, end);
        }
    }

    private Header following(int start, int end) {
        boolean create = header == Header.CREATE;
        if (header == Header.NOTHING) {
            return in.isWord(start, end, "create") ? Header.CREATE : Header.OTHER;
        }
        if (create && in.isWord(start, end, "or")) {
            return Header.CREATE_OR;
        }
        if (header == Header.CREATE_OR) {
            return in.isWord(start, end, "replace") ? Header.CREATE_OR_REPLACE : Header.OTHER;
        }
        boolean routine = in.isWord(start, end, "function") || in.isWord(start, end, "procedure");
        return routine ? Header.ROUTINE : Header.OTHER;
    }

    private void passRoutineWord(int start, int end) {
        boolean keyword = !nameFollows;
        nameFollows = in.isWord(start, end, "as");
        int begin = beginStart;
        beginStart = -1;
        if (keyword && body > 0) {
            passBodyWord(start, end);
        } else if (keyword && in.isWord(start, end, "begin")) {
            beginStart = start;
        } else if (begin >= 0 && in.isWord(start, end, "atomic")) {
            body = 1;
            bodyStart = begin;
        }
    }

    private void passBodyWord(int start, int end) {
        if (in.isWord(start, end, "case")) {
            body++;
        } else if (in.isWord(start, end, "end")) {
            body--;
        }
    }
}
