package dev.reflux.sql;

/**
 * Cuts a text into the tokens of the server's own lexer.
 *
 * <p>Operators are given back one character at a time: only the comments that may begin inside them matter here.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL: Lexical Structure</a>
 */
final class SqlLexer {

    enum Token {
        SPACE,
        LINE_COMMENT,
        BLOCK_COMMENT,
        WORD,
        QUOTED_NAME,
        STRING,
        DOLLAR_STRING,
        NUMBER,
        SYMBOL,
        END
    }

    private static final int ASCII = 0x80;

    /** By character: letters and digits alternate so in names that comparisons would often be mispredicted. */
    private static final boolean[] WORD_PARTS = wordParts();

    private final CharWindow in;
    private final boolean dollarQuotes;
    private final boolean escapeStrings;
    private final boolean unicodeEscapes;
    private final boolean nestedComments;

    private int start;
    private int delimiterLength;
    private boolean closed = true;
    private boolean blankBefore = true;
    private boolean escapes;
    private boolean afterEscapeString;
    private boolean lineEndSinceString;

    SqlLexer(CharWindow in, SqlLexis lexis) {
        this.in = in;
        this.dollarQuotes = lexis.has(SqlLexis.Feature.DOLLAR_QUOTES);
        this.escapeStrings = lexis.has(SqlLexis.Feature.ESCAPE_STRINGS);
        this.unicodeEscapes = lexis.has(SqlLexis.Feature.UNICODE_ESCAPES);
        this.nestedComments = lexis.has(SqlLexis.Feature.NESTED_COMMENTS);
    }

    /** Takes the next token; {@link Token#END} at the end of the text. */
    Token next() {
        start = in.offset();
        closed = true;
        int c = in.peek();
        return c < 0 ? Token.END : lex(c);
    }

    /** Offset at which the token begins, as long as nothing was released. */
    int start() {
        return start;
    }

    /** False when the text ended inside the quotes or the comment that the token is. */
    boolean closed() {
        return closed;
    }

    /** Whether backslashes escape in the {@link Token#STRING}. */
    boolean escapes() {
        return escapes;
    }

    /** Length of each delimiter of the {@link Token#DOLLAR_STRING}. */
    int delimiterLength() {
        return delimiterLength;
    }

    /** Whether nothing but blanks stands before the next token in its line. */
    boolean blankBefore() {
        return blankBefore;
    }

    /** Takes up the work at the beginning of a line. */
    void restartAtLineStart() {
        blankBefore = true;
        afterEscapeString = false;
    }

    private Token lex(int c) {
        if (isSpace(c)) {
            return space();
        }
        if (c == '-' && in.peek(1) == '-') {
            in.skipLine();
            blankBefore = false;
            return Token.LINE_COMMENT;
        }
        boolean escapes = afterEscapeString && lineEndSinceString;
        afterEscapeString = false;
        blankBefore = false;
        return isWordStart(c) ? wordOrPrefixed(c) : other(c, escapes);
    }

    private Token other(int c, boolean continuesEscapeString) {
        if (c == '\'') {
            return continuesEscapeString ? escapeString(1) : plainString(1);
        }
        if (c == '"') {
            return quotedName(1);
        }
        if (c == '/' && in.peek(1) == '*') {
            return blockComment();
        }
        if (c == '$') {
            return dollar();
        }
        if (isDigit(c)) {
            return number();
        }
        in.advance(1);
        return Token.SYMBOL;
    }

    private Token space() {
        for (int c = in.peek(); isSpace(c); c = in.peek()) {
            if (c == '\n' || c == '\r') {
                blankBefore = true;
                lineEndSinceString = true;
            }
            in.advance(1);
        }
        return Token.SPACE;
    }

    private Token wordOrPrefixed(int first) {
        int second = in.peek(1);
        if (second == '\'' && escapeStrings && (first | 0x20) == 'e') {
            return escapeString(2);
        }
        if (second == '&' && unicodeEscapes && (first | 0x20) == 'u') {
            int third = in.peek(2);
            if (third == '\'') {
                return plainString(3);
            }
            if (third == '"') {
                return quotedName(3);
            }
        }
        // B'', X'' and N'' need no care: a word, then a plain string, ends where they end
        in.skipWord();
        return Token.WORD;
    }

    private Token plainString(int prefix) {
        escapes = false;
        in.advance(prefix);
        closed = skipQuoted('\'');
        return Token.STRING;
    }

    private Token quotedName(int prefix) {
        in.advance(prefix);
        closed = skipQuoted('"');
        return Token.QUOTED_NAME;
    }

    private boolean skipQuoted(char quote) {
        while (in.skipTo(quote, quote)) {
            in.advance(1);
            if (in.peek() != quote) {
                return true;
            }
            in.advance(1);
        }
        return false;
    }

    private Token escapeString(int prefix) {
        escapes = true;
        in.advance(prefix);
        closed = skipEscaped();
        // A plain-looking string after a line end continues this one, backslashes included
        afterEscapeString = true;
        lineEndSinceString = false;
        return Token.STRING;
    }

    private boolean skipEscaped() {
        while (in.skipTo('\'', '\\')) {
            boolean backslash = in.take() == '\\';
            if (!backslash && in.peek() != '\'') {
                return true;
            }
            in.take();
        }
        return false;
    }

    private Token blockComment() {
        in.advance(2);
        int depth = 1;
        while (depth > 0 && in.skipTo('*', '/')) {
            int first = in.take();
            if (first == '*' && in.peek() == '/') {
                in.advance(1);
                depth--;
            } else if (first == '/' && nestedComments && in.peek() == '*') {
                in.advance(1);
                depth++;
            }
        }
        closed = depth == 0;
        return Token.BLOCK_COMMENT;
    }

    private Token dollar() {
        int length = dollarQuotes ? delimiter() : 0;
        if (length > 0) {
            String delimiter = delimiterText(length);
            in.advance(length);
            closed = skipPast(delimiter);
            delimiterLength = length;
            return Token.DOLLAR_STRING;
        }
        in.advance(1);
        if (!isDigit(in.peek())) {
            return Token.SYMBOL;
        }
        skipDigits();
        return Token.NUMBER;
    }

    /** Length of the opening delimiter that begins at the next character; 0 when it is none. */
    private int delimiter() {
        int c = in.peek(1);
        int length = 1;
        if (isWordStart(c)) {
            while (c >= 0 && c != '$' && isWordPart((char) c)) {
                c = in.peek(++length);
            }
        }
        return c == '$' ? length + 1 : 0;
    }

    private String delimiterText(int length) {
        return in.text(start, start + length);
    }

    private boolean skipPast(String delimiter) {
        while (in.skipTo('$', '$')) {
            if (isNext(delimiter)) {
                in.advance(delimiter.length());
                return true;
            }
            in.advance(1);
        }
        return false;
    }

    private boolean isNext(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (in.peek(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    // Exact, because a dollar sign right after a number begins a dollar quote but right after a word does not
    private Token number() {
        if (in.peek() == '0' && isRadix(in.peek(1)) && isHexDigit(in.peek(2))) {
            in.advance(2);
            while (isHexDigit(in.peek()) || in.peek() == '_') {
                in.advance(1);
            }
            return Token.NUMBER;
        }
        skipDigits();
        if (in.peek() == '.' && in.peek(1) != '.') {
            in.advance(1);
            skipDigits();
        }
        int sign = in.peek(1) == '+' || in.peek(1) == '-' ? 1 : 0;
        if (in.peek() >= 0 && (in.peek() | 0x20) == 'e' && isDigit(in.peek(1 + sign))) {
            in.advance(1 + sign);
            skipDigits();
        }
        return Token.NUMBER;
    }

    private void skipDigits() {
        while (isDigit(in.peek()) || (in.peek() == '_' && isDigit(in.peek(1)))) {
            in.advance(1);
        }
    }

    static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHexDigit(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isRadix(int c) {
        return c == 'x' || c == 'X' || c == 'o' || c == 'O' || c == 'b' || c == 'B';
    }

    // The server takes every byte above 127 as a letter, blanks of Unicode included
    static boolean isWordStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= ASCII;
    }

    static boolean isWordPart(char c) {
        return c >= ASCII || WORD_PARTS[c];
    }

    private static boolean[] wordParts() {
        boolean[] parts = new boolean[ASCII];
        for (int c = 0; c < ASCII; c++) {
            parts[c] = isWordStart(c) || isDigit(c) || c == '$';
        }
        return parts;
    }
}
