package dev.reflux.dialect.postgresql;

import dev.reflux.schema.DataType;
import dev.reflux.schema.Literal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists as arrays.
 *
 * @see <a href="https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO">Array Input and Output Syntax</a>
 */
final class ArrayText {

    private final ValueSite site;
    private final DataType element;
    private final char delimiter;

    private ArrayText(ValueSite site, DataType type) {
        this.site = site;
        this.element = new DataType(type.schema(), type.name(), type.builtIn(), type.arguments(), 0);
        this.delimiter = type.builtIn() && type.name().equals("box") ? ';' : ',';
    }

    static String of(ValueSite site, Literal value, DataType type) {
        if (value instanceof Literal.Items items) {
            return new ArrayText(site, type).array(items.values(), type.dimensions());
        }
        throw site.mismatch("a single value", type, "write a list");
    }

    private String array(List<Literal> values, int depth) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(delimiter);
            }
            text.append(element(values.get(i), depth - 1));
        }
        return text.append('}').toString();
    }

    /** PostgreSQL does not hold an array to its number of dimensions, so a list in it is a further one but for JSON. */
    private String element(Literal value, int depth) {
        boolean json = ValueKind.of(element) == ValueKind.JSON;
        if (value instanceof Literal.Items items && (depth > 0 || !json)) {
            return array(items.values(), depth);
        }
        String text = PostgresqlLiterals.text(site, value, element);
        boolean bare = value instanceof Literal.Numeric || value instanceof Literal.Bool;
        return bare ? String.valueOf(text) : quoted(text);
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "NULL" : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
