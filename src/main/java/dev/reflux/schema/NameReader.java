package dev.reflux.schema;

import dev.reflux.schema.NameTokens.Kind;
import dev.reflux.schema.NameTokens.Token;
import java.util.List;
import java.util.regex.Pattern;

/** Reads names as SQL writes them, but for capitals, which stay. */
final class NameReader {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    private final String text;

    NameReader(String text) {
        this.text = text;
    }

    QualifiedName read() {
        List<Token> tokens = NameTokens.of(text);
        boolean single = tokens.size() == 2 && named(tokens, 0);
        boolean qualified =
                tokens.size() == 4 && named(tokens, 0) && tokens.get(1).is(".") && named(tokens, 2);
        if ((!single && !qualified) || tokens.get(tokens.size() - 1).kind() != Kind.END) {
            throw Arguments.invalid(
                    "name", "\"" + text + "\" is no name; write NAME or SCHEMA.NAME, in double quotes where needed");
        }
        String first = name(tokens.get(0));
        return single ? new QualifiedName(null, first) : new QualifiedName(first, name(tokens.get(2)));
    }

    /** As it is written: all other names are, and the best known collation is called {@code C}. */
    private static String name(Token token) {
        return token.kind() == Kind.WORD ? token.source() : token.text();
    }

    private static boolean named(List<Token> tokens, int index) {
        Kind kind = tokens.get(index).kind();
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    static boolean plain(String part) {
        return PLAIN.matcher(part).matches();
    }

    static String quoted(String part) {
        return plain(part) ? part : inQuotes(part);
    }

    static String inQuotes(String part) {
        return '"' + part.replace("\"", "\"\"") + '"';
    }
}
