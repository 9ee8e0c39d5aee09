package dev.reflux.sql;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name in a statement as the server understands it: folded to lower case where it was not quoted.
 *
 * @param parts the parts between the dots, the schema (if written) before the name; never empty
 */
public record SqlName(List<String> parts) {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    /** Checks that there is a part. */
    public SqlName {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A name has at least one part.");
        }
    }

    /** The parts joined by dots, quoted where they are not plain lower-case words; reserved words are not looked up. */
    @Override
    public String toString() {
        return parts.stream().map(SqlName::quoted).collect(Collectors.joining("."));
    }

    private static String quoted(String part) {
        return PLAIN.matcher(part).matches() ? part : '"' + part.replace("\"", "\"\"") + '"';
    }
}
