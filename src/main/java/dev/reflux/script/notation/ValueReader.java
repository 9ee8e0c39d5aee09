package dev.reflux.script.notation;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.operation.Parameter;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Literal;
import dev.reflux.schema.QualifiedName;
import dev.reflux.script.notation.YamlNode.Field;
import dev.reflux.script.notation.YamlNode.Fields;
import dev.reflux.script.notation.YamlNode.Items;
import dev.reflux.script.notation.YamlNode.Scalar;
import dev.reflux.sql.TextPosition;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads values as the types of components say. */
final class ValueReader {

    private final BodyFile file;
    private final RecordReader records;
    private final LiteralReader literals;

    ValueReader(BodyFile file, RecordReader records) {
        this.file = file;
        this.records = records;
        this.literals = new LiteralReader(file);
    }

    /** Whether null is a value of a type, not the lack of one. */
    static boolean takesNull(Type type) {
        return type == Literal.class || type == Parameter.class;
    }

    /** Whether values of a type are maps whose only key says which kind they are. */
    static boolean isOneKeyMap(Type type) {
        return type == Constraint.class;
    }

    /**
     * Reads a value that is not null, or of a type that takes null.
     *
     * @param at where errors point to that are about the whole
     */
    Object read(Type type, YamlNode node, Whereabouts where, TextPosition at) {
        if (node.isNull() && !takesNull(type)) {
            throw file.error(
                    node.position(), where + " is empty. Give it a value; the text \"null\" is written in quotes.");
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? list(arguments[0], node, where)
                    : map(arguments[1], node, where);
        }
        return read((Class<?>) type, node, where, at);
    }

    private Object read(Class<?> type, YamlNode node, Whereabouts where, TextPosition at) {
        if (type == String.class) {
            return text(node, where).text();
        }
        if (type == boolean.class || type == Boolean.class) {
            return flag(node, where);
        }
        if (type == Long.class) {
            return wholeNumber(node, where);
        }
        if (type.isEnum()) {
            return constant(type, node, where);
        }
        if (type == DataType.class) {
            return parsed(DataType::parse, node, where);
        }
        if (type == QualifiedName.class) {
            return parsed(QualifiedName::parse, node, where);
        }
        return composed(type, node, where, at);
    }

    private Object composed(Class<?> type, YamlNode node, Whereabouts where, TextPosition at) {
        if (type == Literal.class) {
            return literals.read(node, where);
        }
        if (type == Parameter.class && !(node instanceof Fields)) {
            return new Parameter(null, literals.read(node, where));
        }
        if (isOneKeyMap(type)) {
            return constraint(node, where);
        }
        return records.read(RecordForm.of(type), node, where, at);
    }

    private List<Object> list(Type type, YamlNode node, Whereabouts where) {
        if (!(node instanceof Items items)) {
            String hint = node instanceof Scalar scalar
                    ? " Write [" + Excerpt.of(scalar.text()) + "]."
                    : " Begin each entry with a dash.";
            throw file.error(node.position(), where + " must be a list, but is " + node.kind() + "." + hint);
        }
        List<Object> values = new ArrayList<>();
        for (YamlNode item : items.values()) {
            values.add(read(type, item, where.entry(values.size() + 1), item.position()));
        }
        return values;
    }

    private Map<String, Object> map(Type type, YamlNode node, Whereabouts where) {
        Map<String, Object> values = new LinkedHashMap<>();
        fields(node, where)
                .values()
                .forEach((key, field) -> values.put(key, read(type, field.value(), where.key(key), field.position())));
        return values;
    }

    private Fields fields(YamlNode node, Whereabouts where) {
        if (node instanceof Fields fields) {
            return fields;
        }
        throw file.error(node.position(), where + " must be a map, but is " + node.kind() + ". Write {KEY: VALUE}.");
    }

    private Constraint constraint(YamlNode node, Whereabouts where) {
        Map<String, Field> fields = fields(node, where).values();
        if (fields.size() != 1) {
            throw file.error(
                    node.position(),
                    where + " must have one key, the kind of the constraint, but has " + fields.size()
                            + ". Write one of " + kinds() + ", and what belongs to it below.");
        }
        String kind = fields.keySet().iterator().next();
        Field field = fields.values().iterator().next();
        Class<?> type = Arrays.stream(Constraint.class.getPermittedSubclasses())
                .filter(each -> RecordKey.snakeCase(each.getSimpleName()).equals(kind))
                .findFirst()
                .orElseThrow(() -> file.error(
                        field.position(),
                        "\"" + Excerpt.of(kind) + "\" is not a kind of constraint in " + where + ". Write one of "
                                + kinds() + "."));
        return (Constraint) records.read(RecordForm.of(type), field.value(), where.key(kind), field.position());
    }

    private static String kinds() {
        return Arrays.stream(Constraint.class.getPermittedSubclasses())
                .map(each -> RecordKey.snakeCase(each.getSimpleName()))
                .collect(Collectors.joining(", "));
    }

    private Scalar text(YamlNode node, Whereabouts where) {
        if (node instanceof Scalar scalar) {
            return scalar;
        }
        String hint = node instanceof Fields ? "; a text that begins with \"{\" is written in quotes" : "";
        throw file.error(
                node.position(),
                where + " must be a text, but is " + node.kind() + ". Write a single text" + hint + ".");
    }

    private boolean flag(YamlNode node, Whereabouts where) {
        Scalar scalar = text(node, where);
        return (scalar.plain() ? CoreSchema.flag(scalar.text()) : Optional.<Boolean>empty())
                .orElseThrow(() -> wrong(scalar, where, "true or false, without quotes"));
    }

    private long wholeNumber(YamlNode node, Whereabouts where) {
        Scalar scalar = text(node, where);
        try {
            return literals.number(scalar, where)
                    .orElseThrow(() -> wrong(scalar, where, "a whole number"))
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw wrong(scalar, where, "a whole number of at most 64 bits");
        }
    }

    private Object constant(Class<?> type, YamlNode node, Whereabouts where) {
        Scalar scalar = text(node, where);
        String word = scalar.text().strip().toUpperCase(Locale.ROOT).replaceAll("[ _]+", "_");
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> ((Enum<?>) each).name().equals(word))
                .findFirst()
                .orElseThrow(() -> wrong(scalar, where, "one of " + words(type)));
    }

    private static String words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(each -> word((Enum<?>) each))
                .collect(Collectors.joining(", "));
    }

    /** A constant as files write it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private <T> T parsed(Function<String, T> parser, YamlNode node, Whereabouts where) {
        Scalar scalar = text(node, where);
        try {
            return parser.apply(scalar.text());
        } catch (InvalidOperationException refusal) {
            throw file.error(scalar.position(), where + " " + refusal.problem() + ".");
        }
    }

    private InvalidRevisionFileException wrong(Scalar scalar, Whereabouts where, String expected) {
        return file.error(
                scalar.position(), where + " is \"" + Excerpt.of(scalar.text()) + "\". It must be " + expected + ".");
    }
}
