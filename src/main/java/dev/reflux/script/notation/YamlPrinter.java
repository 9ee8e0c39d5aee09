package dev.reflux.script.notation;

import dev.reflux.script.notation.YamlPart.Mapping;
import dev.reflux.script.notation.YamlPart.Sequence;
import java.util.Map;

/** Lays out YAML: a map or a list on one line where it fits there, else over several. */
final class YamlPrinter {

    private static final int LINE = 120;
    private static final String STEP = "  ";

    private final StringBuilder out = new StringBuilder();

    private YamlPrinter() {}

    /**
     * What follows a key and its colon.
     *
     * @param indent blanks before the key
     * @return with a line end behind it
     */
    static String afterKey(YamlPart value, String indent) {
        YamlPrinter printer = new YamlPrinter();
        printer.value(value, indent, 0);
        return printer.out.toString();
    }

    /** Entries of a list, each on lines of its own. */
    static String items(Sequence items, String indent) {
        YamlPrinter printer = new YamlPrinter();
        printer.lines(items, indent);
        return printer.out.toString();
    }

    private void value(YamlPart value, String indent, int column) {
        if (value instanceof YamlScalar scalar) {
            out.append(' ').append(scalar(scalar, indent)).append('\n');
        } else if (fits(value, column)) {
            out.append(' ').append(value.inFlow()).append('\n');
        } else if (value instanceof Mapping mapping) {
            out.append('\n').append(indent).append(STEP);
            fields(mapping, indent + STEP);
        } else if (value instanceof Sequence sequence) {
            out.append('\n');
            lines(sequence, indent + STEP);
        }
    }

    private static String scalar(YamlScalar scalar, String indent) {
        return scalar.isSpread() ? scalar.block(indent + STEP) : scalar.inBlock();
    }

    private static boolean fits(YamlPart value, int column) {
        String line = value.inFlow();
        return line.length() == 2 || (!value.isSpread() && column + line.length() <= LINE);
    }

    /** The first key stands where the text ends so far. */
    private void fields(Mapping mapping, String indent) {
        String before = "";
        for (Map.Entry<String, YamlPart> field : mapping.fields().entrySet()) {
            String key = YamlScalar.key(field.getKey());
            out.append(before).append(key).append(':');
            value(field.getValue(), indent, indent.length() + key.length() + 2);
            before = indent;
        }
    }

    private void lines(Sequence sequence, String indent) {
        for (YamlPart item : sequence.items()) {
            out.append(indent).append("- ");
            if (item instanceof YamlScalar scalar) {
                out.append(scalar(scalar, indent)).append('\n');
            } else if (item instanceof Mapping mapping && (isTitled(mapping) || !fits(item, indent.length() + 2))) {
                fields(mapping, indent + STEP);
            } else {
                out.append(item.inFlow()).append('\n');
            }
        }
    }

    /** Whether the only key says what the map below is: it stands well without braces. */
    private static boolean isTitled(Mapping mapping) {
        return mapping.fields().size() == 1
                && mapping.fields().values().stream().allMatch(Mapping.class::isInstance);
    }
}
