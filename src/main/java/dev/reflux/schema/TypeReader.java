package dev.reflux.schema;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.schema.NameTokens.Kind;
import dev.reflux.schema.NameTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads types as SQL writes them.
 *
 * <p>Follows {@code Typename} of PostgreSQL's grammar, without {@code SETOF}, {@code %TYPE} and names of databases.
 */
final class TypeReader {

    private static final Set<Kind> ARGUMENTS = Set.of(Kind.WORD, Kind.QUOTED, Kind.STRING, Kind.NUMBER);

    /** Bits of the mantissa up to which {@code float(n)} is {@code real}. */
    private static final int REAL_BITS = 24;

    private final String text;
    private final List<Token> tokens;
    private int position;

    TypeReader(String text) {
        this.text = text;
        this.tokens = NameTokens.of(text);
    }

    DataType read() {
        boolean named = peek().kind() == Kind.QUOTED
                || (tokens.size() > 1 && tokens.get(1).is("."));
        return named ? named() : spelled();
    }

    private DataType named() {
        String first = name();
        QualifiedName name = skip(".") ? new QualifiedName(first, name()) : new QualifiedName(null, first);
        List<String> arguments = arguments();
        List<String> words = words();
        int dimensions = dimensions(removeArray(words));
        if (!words.isEmpty()) {
            throw malformed();
        }
        return "pg_catalog".equals(name.schema())
                ? ofCatalog(name.name(), arguments, dimensions)
                : new DataType(name.schema(), name.name(), false, arguments, dimensions);
    }

    /** The catalog's {@code char} is the one in quotes, and its {@code bit} without a length has any. */
    private static DataType ofCatalog(String name, List<String> arguments, int dimensions) {
        String builtIn = BuiltInTypes.ofCatalog(name);
        if (builtIn != null) {
            return builtIn(builtIn, arguments, dimensions);
        }
        if (name.equals("bit") && !arguments.isEmpty()) {
            return builtIn(name, arguments, dimensions);
        }
        return new DataType(name.equals("char") ? null : "pg_catalog", name, false, arguments, dimensions);
    }

    private DataType spelled() {
        List<String> words = words();
        int before = words.size();
        List<String> arguments = arguments();
        words.addAll(words());
        int dimensions = dimensions(removeArray(words));
        String spelling = String.join(" ", words);
        int argumentsAfter = spelling.endsWith(" time zone") ? 1 : words.size();
        if (words.isEmpty() || (!arguments.isEmpty() && before != argumentsAfter)) {
            throw malformed();
        }
        return typed(spelling, arguments, dimensions);
    }

    private DataType typed(String spelling, List<String> arguments, int dimensions) {
        if (spelling.equals("float")) {
            return builtIn(floating(arguments), List.of(), dimensions);
        }
        String name = BuiltInTypes.canonical(spelling);
        if (name != null) {
            return builtIn(name, arguments, dimensions);
        }
        if (BuiltInTypes.pseudo(spelling)) {
            throw invalid("is a pseudo-type, which no column can have");
        }
        Optional<String> meant = BuiltInTypes.meant(spelling);
        if (meant.isPresent()) {
            throw invalid("is no type; did you mean " + meant.get()
                    + "? A type of your own is written with its schema or in double quotes");
        }
        if (spelling.indexOf(' ') >= 0 || spelling.equals("array")) {
            throw malformed();
        }
        return new DataType(null, spelling, false, arguments, dimensions);
    }

    private static String floating(List<String> arguments) {
        List<String> bits = TypeModifier.MANTISSA.canonical("float", arguments);
        return !bits.isEmpty() && Integer.parseInt(bits.get(0)) <= REAL_BITS ? "real" : "double precision";
    }

    private static DataType builtIn(String name, List<String> arguments, int dimensions) {
        String sized = name.equals("bpchar") && !arguments.isEmpty() ? "char" : name;
        return new DataType(null, sized, true, arguments, dimensions);
    }

    private String name() {
        Kind kind = peek().kind();
        if (kind != Kind.WORD && kind != Kind.QUOTED) {
            throw malformed();
        }
        return next().text();
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        while (peek().kind() == Kind.WORD) {
            words.add(next().text());
        }
        return words;
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (!skip("(")) {
            return arguments;
        }
        do {
            if (!ARGUMENTS.contains(peek().kind())) {
                throw malformed();
            }
            arguments.add(next().source());
        } while (skip(","));
        expect(")");
        return arguments;
    }

    /** Takes {@code ARRAY} off the end, where it stands behind a type. */
    private boolean removeArray(List<String> words) {
        int last = words.size() - 1;
        boolean first = position == 1 && last == 0;
        boolean array = last >= 0 && !first && words.get(last).equals("array");
        if (array) {
            words.remove(last);
        }
        return array;
    }

    /** Counts the rest; PostgreSQL ignores sizes, and takes one pair of brackets at most behind {@code ARRAY}. */
    private int dimensions(boolean array) {
        int brackets = 0;
        while (skip("[")) {
            if (peek().kind() == Kind.NUMBER && Character.isDigit(peek().text().charAt(0))) {
                position++;
            }
            expect("]");
            brackets++;
        }
        if (peek().kind() != Kind.END || (array && brackets > 1)) {
            throw malformed();
        }
        return array ? 1 : brackets;
    }

    private Token peek() {
        return tokens.get(position);
    }

    private Token next() {
        return tokens.get(position++);
    }

    private boolean skip(String symbol) {
        boolean there = peek().is(symbol);
        if (there) {
            position++;
        }
        return there;
    }

    private void expect(String symbol) {
        if (!skip(symbol)) {
            throw malformed();
        }
    }

    private InvalidOperationException malformed() {
        return invalid(
                "is no type; write it as PostgreSQL does, such as varchar(100), numeric(10,2), timestamptz, text[]"
                        + " or shop.status");
    }

    private InvalidOperationException invalid(String problem) {
        return Arguments.invalid("type", "\"" + text + "\" " + problem);
    }
}
