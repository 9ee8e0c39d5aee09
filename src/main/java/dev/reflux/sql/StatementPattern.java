package dev.reflux.sql;

import dev.reflux.sql.SqlLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The beginning of a statement as a list of elements; see {@link SqlLexis.Builder#rules} for the notation. */
final class StatementPattern {

    private static final Match NAMELESS = new Match(0, 0);

    private static final Set<String> OFF = Set.of("false", "off", "no", "0");

    private static final Pattern WORDS = Pattern.compile("[A-Z_]+(?:\\|[A-Z_]+)*");

    private final List<Element> elements;

    /**
     * A match.
     *
     * @param nameFrom the first token of the first name in it
     * @param nameTo the token after that name; the same as its first token where there is no name
     */
    record Match(int nameFrom, int nameTo) {

        boolean hasName() {
            return nameFrom < nameTo;
        }

        /** The first name in it, or null. */
        @Nullable
        SqlName name(StatementTokens tokens) {
            if (!hasName()) {
                return null;
            }
            List<String> parts = new ArrayList<>();
            for (int i = nameFrom; i < nameTo; i += 2) {
                parts.add(tokens.get(i).name());
            }
            return new SqlName(parts);
        }
    }

    private enum Shape {
        WORD,
        NAME,
        STRING,
        LIST,
        OPTION_ON,
        OPTION_OFF,
        OPTION_NAMED,
        ANYTHING,
        END
    }

    private record Element(Shape shape, Set<String> words, boolean optional) {}

    private StatementPattern(List<Element> elements) {
        this.elements = List.copyOf(elements);
    }

    static StatementPattern parse(String pattern) {
        List<Element> elements = new ArrayList<>();
        for (String element : pattern.split(" ", -1)) {
            elements.add(parseElement(element));
        }
        Element first = elements.get(0);
        if (first.shape() != Shape.WORD || first.optional()) {
            throw new IllegalArgumentException("The pattern \"" + pattern + "\" must begin with a keyword.");
        }
        return new StatementPattern(elements);
    }

    private static Element parseElement(String text) {
        return switch (text) {
            case "<name>" -> new Element(Shape.NAME, Set.of(), false);
            case "'...'" -> new Element(Shape.STRING, Set.of(), false);
            case "..." -> new Element(Shape.ANYTHING, Set.of(), false);
            case ";" -> new Element(Shape.END, Set.of(), false);
            case "()" -> new Element(Shape.LIST, Set.of(), true);
            default -> text.startsWith("(") ? parseOption(text) : parseWords(text);
        };
    }

    private static Element parseOption(String text) {
        Shape shape =
                text.charAt(1) == '+' ? Shape.OPTION_ON : text.charAt(1) == '-' ? Shape.OPTION_OFF : Shape.OPTION_NAMED;
        return new Element(shape, Set.of(text.substring(2, text.length() - 1)), false);
    }

    private static Element parseWords(String text) {
        boolean optional = text.endsWith("?");
        String words = optional ? text.substring(0, text.length() - 1) : text;
        if (!WORDS.matcher(words).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no element of a pattern.");
        }
        return new Element(Shape.WORD, Set.of(words.split("\\|", -1)), optional);
    }

    /** All keywords in it, those of options included. */
    Set<String> words() {
        return elements.stream().flatMap(element -> element.words().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the element at an index is a keyword; false after the last one. */
    boolean isKeyword(int index) {
        return index < elements.size() && elements.get(index).shape() == Shape.WORD;
    }

    /** Whether the element at an index need not be there. */
    boolean isOptional(int index) {
        return elements.get(index).optional();
    }

    /** The keywords of which the element at an index is one. */
    Set<String> words(int index) {
        return elements.get(index).words();
    }

    /** Matches a statement from its first token on; null when it does not match. */
    @Nullable
    Match match(StatementTokens tokens) {
        return match(tokens, 0, 0, NAMELESS);
    }

    private @Nullable Match match(StatementTokens tokens, int element, int token, Match soFar) {
        if (element == elements.size()) {
            return soFar;
        }
        Element expected = elements.get(element);
        if (expected.shape() == Shape.ANYTHING) {
            return matchAfterAnything(tokens, element + 1, token, soFar);
        }
        int next = taken(expected, tokens, token);
        if (next > token || (next == token && expected.shape() == Shape.END)) {
            Match match = match(tokens, element + 1, next, withName(expected, token, next, soFar));
            if (match != null) {
                return match;
            }
        }
        return expected.optional() ? match(tokens, element + 1, token, soFar) : null;
    }

    // Parenthesised parts are passed over whole: COPY (… FROM stdin …) TO is no COPY FROM stdin
    private @Nullable Match matchAfterAnything(StatementTokens tokens, int element, int token, Match soFar) {
        int at = token;
        while (tokens.get(at).token() != Token.END) {
            Match match = match(tokens, element, at, soFar);
            if (match != null) {
                return match;
            }
            at = tokens.get(at).isSymbol('(') ? tokens.afterGroup(at) : at + 1;
        }
        return null;
    }

    /** The index after what the element takes; -1 when it does not match. */
    private static int taken(Element element, StatementTokens tokens, int at) {
        StatementTokens.Piece piece = tokens.get(at);
        return switch (element.shape()) {
            case WORD -> element.words().contains(piece.word()) ? at + 1 : -1;
            case NAME -> afterName(tokens, at);
            case STRING -> piece.token() == Token.STRING ? at + 1 : -1;
            case END -> piece.token() == Token.END ? at : -1;
            default -> piece.isSymbol('(') && listMatches(element, tokens, at) ? tokens.afterGroup(at) : -1;
        };
    }

    private static int afterName(StatementTokens tokens, int at) {
        if (!tokens.get(at).isName()) {
            return -1;
        }
        int next = at + 1;
        while (tokens.get(next).isSymbol('.') && tokens.get(next + 1).isName()) {
            next += 2;
        }
        return next;
    }

    private static Match withName(Element element, int from, int to, Match soFar) {
        return element.shape() == Shape.NAME && !soFar.hasName() ? new Match(from, to) : soFar;
    }

    private static boolean listMatches(Element element, StatementTokens tokens, int open) {
        if (element.shape() == Shape.LIST) {
            return true;
        }
        int end = tokens.afterGroup(open) - 1;
        boolean atOption = true;
        for (int i = open + 1; i < end; i++) {
            if (atOption && element.words().contains(tokens.word(i)) && optionMatches(element.shape(), tokens, i + 1)) {
                return true;
            }
            atOption = tokens.get(i).isSymbol(',');
        }
        return false;
    }

    private static boolean optionMatches(Shape shape, StatementTokens tokens, int afterName) {
        if (shape == Shape.OPTION_NAMED) {
            return true;
        }
        int value = tokens.get(afterName).isSymbol('=') ? afterName + 1 : afterName;
        String text = tokens.get(value).text().replace("'", "").toLowerCase(Locale.ROOT);
        return OFF.contains(text) == (shape == Shape.OPTION_OFF);
    }
}
