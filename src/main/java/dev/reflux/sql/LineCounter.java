package dev.reflux.sql;

/** Follows the place in a text while its characters pass. */
final class LineCounter {

    private int line;
    private int column;
    private boolean afterCarriageReturn;

    LineCounter(TextPosition start) {
        line = start.line();
        column = start.column();
    }

    private LineCounter(LineCounter other) {
        line = other.line;
        column = other.column;
        afterCarriageReturn = other.afterCarriageReturn;
    }

    LineCounter copy() {
        return new LineCounter(this);
    }

    TextPosition position() {
        return new TextPosition(line, column);
    }

    void pass(char[] chars, int from, int to) {
        int i = from;
        while (i < to) {
            int start = i;
            while (i < to && chars[i] > '\r' && chars[i] < Character.MIN_SURROGATE) {
                i++;
            }
            if (i > start) {
                column += i - start;
                afterCarriageReturn = false;
            }
            if (i < to) {
                pass(chars[i++]);
            }
        }
    }

    void pass(char c) {
        if (c > '\r') {
            // The second half of a surrogate pair belongs to the character already counted
            if (!Character.isLowSurrogate(c)) {
                column++;
            }
            afterCarriageReturn = false;
        } else {
            passControl(c);
        }
    }

    private void passControl(char c) {
        if (c == '\r' || (c == '\n' && !afterCarriageReturn)) {
            line++;
            column = 1;
        } else if (c != '\n') {
            column++;
        }
        afterCarriageReturn = c == '\r';
    }
}
