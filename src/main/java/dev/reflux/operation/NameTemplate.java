package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A name with gaps: %t table, %c columns, %rt referenced table, %n given name; %% is a percent sign. */
final class NameTemplate {

    private static final Pattern TOKEN = Pattern.compile("%(rt|[tcn%])?");

    private final String text;
    private final boolean takesGivenName;

    private NameTemplate(String text, boolean takesGivenName) {
        this.text = text;
        this.takesGivenName = takesGivenName;
    }

    /**
     * What fills the gaps.
     *
     * @param table its table, without schema
     * @param columns its columns joined by an underscore; null: not known, or there are expressions among them
     * @param referent the table that it references, without schema; null: not known, or there is none
     * @param given its name; null: none
     */
    record Gaps(String table, @Nullable String columns, @Nullable String referent, @Nullable String given) {}

    static NameTemplate parse(String text) {
        boolean takesGivenName = false;
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            if (token.group(1) == null) {
                throw Arguments.invalid(
                        "naming_convention",
                        "has \"" + text + "\" with an unknown token after %; known are %t %c %rt %n and %%");
            }
            takesGivenName |= token.group(1).equals("n");
        }
        return new NameTemplate(text, takesGivenName);
    }

    /** The name. One that is given stays, unless the template has a place for it and it is not of its shape already. */
    String fill(Gaps gaps) {
        String given = gaps.given();
        if (given != null && (!takesGivenName || shape(gaps).matcher(given).matches())) {
            return given;
        }
        return TOKEN.matcher(text)
                .replaceAll(
                        token -> Matcher.quoteReplacement(required(value(token.group(1), gaps), token.group(), gaps)));
    }

    /** What completed names look like. A value that is not known may be any. */
    private Pattern shape(Gaps gaps) {
        StringBuilder shape = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        boolean named = false;
        while (token.find()) {
            shape.append(Pattern.quote(text.substring(end, token.start())));
            String value = token.group(1).equals("n") ? null : value(token.group(1), gaps);
            if (value != null) {
                shape.append(Pattern.quote(value));
            } else if (!token.group(1).equals("n")) {
                shape.append(".+");
            } else {
                shape.append(named ? "\\k<n>" : "(?<n>.+)");
                named = true;
            }
            end = token.end();
        }
        return Pattern.compile(shape + Pattern.quote(text.substring(end)), Pattern.DOTALL);
    }

    private static @Nullable String value(String token, Gaps gaps) {
        return switch (token) {
            case "t" -> gaps.table();
            case "c" -> gaps.columns();
            case "rt" -> gaps.referent();
            case "n" -> gaps.given();
            default -> "%";
        };
    }

    private String required(@Nullable String value, String token, Gaps gaps) {
        if (value != null) {
            return value;
        }
        String state = gaps.given() == null ? "is missing" : "\"" + gaps.given() + "\" is not complete";
        throw Arguments.invalid(
                "name",
                state + ", and the naming convention \"" + text + "\" cannot make one, since there is nothing for "
                        + token + "; give " + (gaps.given() == null ? "a name" : "the full name"));
    }
}
