package dev.reflux.script;

/**
 * A word of a Java source file.
 *
 * @param kind what it is
 * @param text the name, the symbol, or the value of the text literal; empty for the others
 * @param index where it begins
 */
record JavaToken(Kind kind, String text, int index) {

    /** Kinds of tokens, as far as a header needs to tell them apart. */
    enum Kind {
        /** An identifier or a keyword. */
        NAME,
        /** A string literal or a text block; the text is its value. */
        TEXT,
        /** A single character of an operator or a separator. */
        SYMBOL,
        /** A number or a character literal. */
        OTHER,
        /** The end of the file. */
        END
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}
