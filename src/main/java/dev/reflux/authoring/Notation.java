package dev.reflux.authoring;

import dev.reflux.config.RevisionFormat;
import java.util.List;
import java.util.regex.Pattern;

/** How a format of revision files writes values, so that no value can be taken for anything else. */
sealed interface Notation permits SqlNotation, YamlNotation, JavaNotation {

    /** Blanks and control characters. */
    Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029\\s]+");

    /** The notation of a format. */
    static Notation of(RevisionFormat format) {
        return switch (format) {
            case SQL -> new SqlNotation();
            case YAML -> new YamlNotation();
            case JAVA -> new JavaNotation();
        };
    }

    /** Ending of the file's name, with its dot. */
    String ending();

    /** A text as a value; never a line end in it. */
    String text(String value);

    /** At least one text as a value; never a line end in it. */
    String list(List<String> values);

    /** A text on one line of a comment, of whatever form. */
    String comment(String text);

    /** What stands in a new way up. */
    String upgrades(boolean merge);

    /** What stands in a new way down. */
    String downgrades(boolean merge);

    /** The text with line ends and other control characters folded into single blanks; other blanks stay as they are. */
    static String onOneLine(String text) {
        return BLANKS.matcher(text)
                .replaceAll(run -> run.group().replace(" ", "").isEmpty() ? run.group() : " ")
                .strip();
    }
}
