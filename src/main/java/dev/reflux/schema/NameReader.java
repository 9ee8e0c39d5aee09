package dev.reflux.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads names as SQL writes them. */
final class NameReader {

    private static final Pattern PART =
            Pattern.compile("\"((?:[^\"]|\"\")+)\"|([\\p{L}_][\\p{L}\\p{Nd}_$]*)", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    private final String text;

    NameReader(String text) {
        this.text = text.strip();
    }

    QualifiedName read() {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        int end = 0;
        while (matcher.find(end) && matcher.start() == end) {
            String quoted = matcher.group(1);
            parts.add(quoted == null ? matcher.group(2).toLowerCase(Locale.ROOT) : quoted.replace("\"\"", "\""));
            end = matcher.end();
            if (end == text.length() || text.charAt(end) != '.') {
                break;
            }
            end++;
        }
        boolean complete = end == text.length() && !text.endsWith(".");
        if (!complete || parts.isEmpty() || parts.size() > 2) {
            throw Arguments.invalid(
                    "name", "\"" + text + "\" is no name; write NAME or SCHEMA.NAME, in double quotes where needed");
        }
        return new QualifiedName(parts.size() == 2 ? parts.get(0) : null, parts.get(parts.size() - 1));
    }

    static String quoted(String part) {
        return PLAIN.matcher(part).matches() ? part : '"' + part.replace("\"", "\"\"") + '"';
    }
}
