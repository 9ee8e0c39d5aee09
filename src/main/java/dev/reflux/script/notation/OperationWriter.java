package dev.reflux.script.notation;

import dev.reflux.operation.Autocommit;
import dev.reflux.operation.Operation;
import dev.reflux.operation.Parameter;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.Literal;
import dev.reflux.script.notation.YamlPart.Mapping;
import dev.reflux.script.notation.YamlPart.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes YAML of operations, such that {@link OperationReader} makes the same operations of it. */
final class OperationWriter {

    /** What a reader looks for first. */
    private static final List<String> FIRST = List.of("name", "table", "schema");

    private OperationWriter() {}

    static Sequence operations(List<Operation> operations) {
        return new Sequence(
                operations.stream().<YamlPart>map(OperationWriter::operation).toList(), true);
    }

    private static Mapping operation(Operation operation) {
        YamlPart value = operation instanceof Autocommit autocommit
                ? operations(autocommit.operations())
                : record((Record) operation, true, Map.of());
        return new Mapping(Map.of(OperationNames.of(operation.getClass()), value), true);
    }

    /**
     * Writes a record.
     *
     * @param wide whether it takes a line for each key
     * @param inherited values that the reader takes where a key is left out
     */
    private static YamlPart record(Record instance, boolean wide, Map<String, @Nullable Object> inherited) {
        RecordForm form = RecordForm.of(instance.getClass());
        Map<RecordKey, @Nullable Object> values = form.values(instance);
        Map<String, YamlPart> fields = new LinkedHashMap<>();
        for (Map.Entry<RecordKey, @Nullable Object> entry : ordered(values)) {
            RecordKey key = entry.getKey();
            Object absent = inherited.containsKey(key.key()) ? inherited.get(key.key()) : key.absent();
            if (!Objects.equals(entry.getValue(), absent)) {
                YamlPart part = value(entry.getValue(), inheritance(key, values));
                fields.put(key.key(), wide ? withALineForEachMap(part) : part);
            }
        }
        YamlPart only = fields.size() == 1 ? form.shorthand().map(fields::get).orElse(null) : null;
        return only instanceof YamlScalar ? only : new Mapping(fields, wide);
    }

    /** Columns, rows and their like. */
    private static YamlPart withALineForEachMap(YamlPart part) {
        boolean maps = part instanceof Sequence list && list.items().stream().anyMatch(Mapping.class::isInstance);
        return maps ? new Sequence(((Sequence) part).items(), true) : part;
    }

    private static List<Map.Entry<RecordKey, @Nullable Object>> ordered(Map<RecordKey, @Nullable Object> values) {
        List<Map.Entry<RecordKey, @Nullable Object>> entries = new ArrayList<>();
        for (String first : FIRST) {
            values.entrySet().stream()
                    .filter(entry -> entry.getKey().key().equals(first))
                    .forEach(entries::add);
        }
        values.entrySet().stream()
                .filter(entry -> !FIRST.contains(entry.getKey().key()))
                .forEach(entries::add);
        return entries;
    }

    private static Map<String, @Nullable Object> inheritance(RecordKey key, Map<RecordKey, @Nullable Object> owner) {
        Map<String, @Nullable Object> inherited = new LinkedHashMap<>();
        owner.forEach((each, value) -> {
            if (key.inherited().contains(each.key())) {
                inherited.put(each.key(), value);
            }
        });
        return inherited;
    }

    private static YamlPart value(@Nullable Object value, Map<String, @Nullable Object> inherited) {
        if (value == null) {
            return YamlScalar.plain("null");
        }
        if (value instanceof Literal literal) {
            return literal(literal);
        }
        if (value instanceof Parameter parameter && isPlain(parameter)) {
            return literal(parameter.value());
        }
        if (value instanceof Constraint constraint) {
            return new Mapping(
                    Map.of(
                            RecordKey.snakeCase(constraint.getClass().getSimpleName()),
                            record((Record) value, false, inherited)),
                    false);
        }
        if (value instanceof List<?> list) {
            return new Sequence(list.stream().map(each -> value(each, Map.of())).toList(), false);
        }
        return value instanceof Map<?, ?> map ? map(map) : single(value, inherited);
    }

    /** A map in place of a parameter is one of its keys. */
    private static boolean isPlain(Parameter parameter) {
        return parameter.type() == null && !(parameter.value() instanceof Literal.Fields);
    }

    private static YamlPart single(Object value, Map<String, @Nullable Object> inherited) {
        if (value instanceof Boolean || value instanceof Long) {
            return YamlScalar.plain(value);
        }
        if (value instanceof Enum<?> constant) {
            return YamlScalar.text(ValueReader.word(constant));
        }
        boolean isText = RecordForm.isScalar(value.getClass());
        return isText ? YamlScalar.text(value.toString()) : record((Record) value, false, inherited);
    }

    private static Mapping map(Map<?, ?> map) {
        Map<String, YamlPart> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> fields.put((String) key, value(value, Map.of())));
        return new Mapping(fields, false);
    }

    private static YamlPart literal(Literal literal) {
        if (literal instanceof Literal.Text text) {
            return YamlScalar.text(text.value());
        }
        if (literal instanceof Literal.Items items) {
            return new Sequence(
                    items.values().stream().map(OperationWriter::literal).toList(), false);
        }
        if (literal instanceof Literal.Fields fields) {
            return map(fields.values());
        }
        if (literal instanceof Literal.Numeric numeric) {
            return YamlScalar.plain(numeric.value());
        }
        return YamlScalar.plain(literal instanceof Literal.Bool bool ? bool.value() : "null");
    }
}
