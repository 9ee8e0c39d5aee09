package dev.reflux.cli;

import dev.reflux.error.VisibleText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Colours of a terminal; the plain style leaves every text as it is.
 *
 * @param colored whether to write ECMA-48 sequences
 */
record Style(boolean colored) {

    private static final Pattern OWN = Pattern.compile("\u001b\\[(?:1;31|32|33|2|36|0)m");

    /** No colours. */
    static final Style PLAIN = new Style(false);

    String error(String text) {
        return sequence("1;31", text);
    }

    String good(String text) {
        return sequence("32", text);
    }

    String notice(String text) {
        return sequence("33", text);
    }

    String faint(String text) {
        return sequence("2", text);
    }

    String id(String text) {
        return sequence("36", text);
    }

    /**
     * Lines that are ready to be printed, in which control characters of others are shown rather than sent. The sequences of
     * this style stay, so that all that others can do to a terminal is to colour it.
     */
    String visible(String lines) {
        if (!colored) {
            return VisibleText.of(lines);
        }
        StringBuilder visible = new StringBuilder(lines.length());
        Matcher own = OWN.matcher(lines);
        int from = 0;
        while (own.find()) {
            visible.append(VisibleText.of(lines.substring(from, own.start()))).append(own.group());
            from = own.end();
        }
        return visible.append(VisibleText.of(lines.substring(from))).toString();
    }

    private String sequence(String attributes, String text) {
        return colored ? "\u001b[" + attributes + "m" + text + "\u001b[0m" : text;
    }
}
