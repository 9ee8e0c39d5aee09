package dev.reflux.sql;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in the place of {@code ${name}} in statements, inside quotes and comments too.
 *
 * <p>A name is made of ASCII letters, digits, {@code _}, {@code .} and {@code -}; anything else between the braces is left
 * alone. The dollar sign that ends the delimiter of a dollar quote begins no placeholder, in the body of another dollar
 * quote either. Without any values nothing is replaced at all.
 */
public final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)\\}");

    private final Map<String, String> values;
    private final SqlLexis lexis;

    /** Creates placeholders with their values. */
    public Placeholders(Map<String, String> values, SqlLexis lexis) {
        this.values = Map.copyOf(values);
        this.lexis = lexis;
    }

    /**
     * Replaces the placeholders of a statement.
     *
     * @param file the file that the statement stands in, as errors name it
     * @throws InvalidRevisionFileException when a name has no value; its place is that of the placeholder
     */
    public ReplacedText replace(String file, Statement statement) {
        String text = statement.text();
        if (values.isEmpty() || !text.contains("${")) {
            return new ReplacedText(text, text, List.of());
        }
        Set<Integer> delimiters = delimiterEnds(text);
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder result = new StringBuilder();
        List<ReplacedText.Replacement> replacements = new ArrayList<>();
        int copied = 0;
        int from = 0;
        while (matcher.find(from)) {
            from = matcher.start() + 1;
            if (!delimiters.contains(matcher.start())) {
                String value = valueOf(matcher, file, statement);
                result.append(text, copied, matcher.start());
                replacements.add(
                        new ReplacedText.Replacement(matcher.start(), matcher.end(), result.length(), value.length()));
                result.append(value);
                copied = matcher.end();
                from = copied;
            }
        }
        return new ReplacedText(text, result.append(text, copied, text.length()).toString(), replacements);
    }

    private String valueOf(Matcher matcher, String file, Statement statement) {
        String value = values.get(matcher.group(1));
        if (value != null) {
            return value;
        }
        TextPosition at = statement.position().after(statement.text(), matcher.start());
        Place place = Place.of(file, at.line(), at.column());
        throw new InvalidRevisionFileException(
                "The placeholder " + matcher.group() + " (" + place.describe() + ") has no value. Known are "
                        + String.join(", ", new TreeSet<>(values.keySet()))
                        + "; add it to placeholders in the configuration, or to the command line: -x "
                        + matcher.group(1)
                        + "=VALUE.",
                place);
    }

    /** Indexes of the dollar signs that end a delimiter of a dollar quote, at any depth. */
    private Set<Integer> delimiterEnds(String text) {
        Set<Integer> ends = new HashSet<>();
        Deque<Range> open = new ArrayDeque<>();
        open.add(new Range(0, text.length()));
        while (!open.isEmpty()) {
            collect(text, open.remove(), ends, open);
        }
        return ends;
    }

    private void collect(String text, Range range, Set<Integer> ends, Deque<Range> open) {
        String part = text.substring(range.from(), range.to());
        CharWindow in = new CharWindow(new StringReader(part), part.length() + 1, null);
        SqlLexer lexer = new SqlLexer(in, lexis);
        for (SqlLexer.Token token = lexer.next(); token != SqlLexer.Token.END; token = lexer.next()) {
            if (token == SqlLexer.Token.DOLLAR_STRING) {
                int delimiter = lexer.delimiterLength();
                int bodyStart = range.from() + lexer.start() + delimiter;
                int end = range.from() + in.offset();
                ends.add(bodyStart - 1);
                ends.add(end - 1);
                int bodyEnd = lexer.closed() ? end - delimiter : end;
                if (text.substring(bodyStart, bodyEnd).contains("${")) {
                    open.add(new Range(bodyStart, bodyEnd));
                }
            }
        }
    }

    private record Range(int from, int to) {}
}
