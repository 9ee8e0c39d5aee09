package dev.reflux.dialect.postgresql;

import dev.reflux.schema.Literal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values as JSON.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-json.html">JSON Types</a>
 */
final class JsonText {

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String of(Literal value) {
        JsonText json = new JsonText();
        json.write(value);
        return json.text.toString();
    }

    private void write(Literal value) {
        if (value instanceof Literal.Items items) {
            writeItems(items.values());
        } else if (value instanceof Literal.Fields fields) {
            writeFields(fields.values());
        } else if (value instanceof Literal.Text string) {
            writeString(string.value());
        } else if (value instanceof Literal.Numeric number) {
            text.append(PostgresqlLiterals.number(number.value()));
        } else if (value instanceof Literal.Bool bool) {
            text.append(bool.value());
        } else {
            text.append("null");
        }
    }

    private void writeItems(List<Literal> values) {
        String separator = "";
        text.append('[');
        for (Literal value : values) {
            text.append(separator);
            write(value);
            separator = ", ";
        }
        text.append(']');
    }

    private void writeFields(Map<String, Literal> values) {
        String separator = "";
        text.append('{');
        for (Map.Entry<String, Literal> field : values.entrySet()) {
            text.append(separator);
            writeString(field.getKey());
            text.append(": ");
            write(field.getValue());
            separator = ", ";
        }
        text.append('}');
    }

    private void writeString(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            writeCharacter(value.charAt(i));
        }
        text.append('"');
    }

    private void writeCharacter(char c) {
        switch (c) {
            case '"', '\\' -> text.append('\\').append(c);
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (c < ' ') {
                    text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                } else {
                    text.append(c);
                }
            }
        }
    }
}
