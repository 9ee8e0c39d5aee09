package dev.reflux.drawing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes strings, nulls, lists and maps as JSON that may stand in HTML. Whatever is not a plain ASCII character is
 * escaped, and so is everything that could end a script element or begin a tag, an entity or a comment.
 */
final class JsonText {

    private static final String UNSAFE = "\"\\<>&'";

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    static String of(List<?> values) {
        JsonText json = new JsonText();
        json.write(values);
        return json.out.toString();
    }

    private void write(@Nullable Object value) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof List<?> list) {
            write(list);
        } else if (value instanceof Map<?, ?> map) {
            write(map);
        } else {
            write(value.toString());
        }
    }

    private void write(List<?> list) {
        out.append('[');
        String separator = "";
        for (Object each : list) {
            out.append(separator);
            write(each);
            separator = ",\n";
        }
        out.append(']');
    }

    private void write(Map<?, ?> map) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            out.append(separator);
            write(String.valueOf(member.getKey()));
            out.append(':');
            write(member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void write(String text) {
        out.append('"');
        text.chars().forEach(this::write);
        out.append('"');
    }

    /** One UTF-16 unit at a time, so that even half of a pair arrives as it is. */
    private void write(int unit) {
        if (unit < ' ' || unit > '~' || UNSAFE.indexOf(unit) >= 0) {
            out.append("\\u").append(String.format("%04x", unit));
        } else {
            out.append((char) unit);
        }
    }
}
