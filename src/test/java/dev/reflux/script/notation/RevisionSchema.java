package dev.reflux.script.notation;

import dev.reflux.operation.Autocommit;
import dev.reflux.operation.Operation;
import dev.reflux.operation.Parameter;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Description;
import dev.reflux.schema.Literal;
import dev.reflux.schema.QualifiedName;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JSON Schema of YAML revisions, made from the records of the operations.
 *
 * <p>It accepts whatever the reader accepts. What only constructors know, such as keys that do not go together, is left to
 * the reader.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema 2020-12</a>
 */
final class RevisionSchema {

    private static final String OPERATION = "operation";
    private static final String TEXT = "text";
    private static final String TEXT_OR_NULL = "text_or_null";

    private final Map<String, Object> definitions = new TreeMap<>();

    private RevisionSchema() {}

    /** The whole schema. */
    static Map<String, Object> create() {
        return new RevisionSchema().document();
    }

    private Map<String, Object> document() {
        definitions.put(TEXT, Map.of("type", List.of("string", "number", "boolean")));
        definitions.put(TEXT_OR_NULL, Map.of("type", List.of("string", "number", "boolean", "null")));
        Map<String, Object> properties = header();
        properties.put("upgrade", described(operations(), "operations that make the change, in order"));
        properties.put(
                "downgrade",
                described(
                        Map.of("anyOf", List.of(Map.of("const", "auto"), operations())),
                        "operations that undo it, or auto for the upgrade in reverse; absent: there is no way back"));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Reflux revision");
        schema.put("description", "A change of a database schema, for reflux upgrade and downgrade.");
        schema.putAll(object(properties, List.of("revision", "upgrade")));
        schema.put("$defs", definitions);
        return schema;
    }

    private Map<String, Object> header() {
        Map<String, Object> text = ref(TEXT);
        Map<String, Object> textsOrNull = Map.of("anyOf", List.of(ref(TEXT_OR_NULL), list(text, false)));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("revision", described(text, "id of the revision"));
        properties.put("down_revision", described(textsOrNull, "revision before it, or several; absent: a base"));
        properties.put("branch_labels", described(textsOrNull, "names for it and all that descend from it"));
        properties.put("depends_on", described(textsOrNull, "revisions that must be applied before it"));
        properties.put("message", described(orNull(text), "what it does; absent: as the file is called"));
        properties.put("created", described(orNull(text), "when it was written"));
        properties.put(
                "lock_timeout",
                described(orNull(text), "how long a statement may wait for a lock, such as 2s; 0s: for ever"));
        properties.put(
                "statement_timeout",
                described(orNull(text), "how long a statement may run, such as 10m; 0s: for ever"));
        return properties;
    }

    private Map<String, Object> operations() {
        if (!definitions.containsKey(OPERATION)) {
            definitions.put(OPERATION, Map.of());
            Map<String, Object> inner = oneKey(OperationNames.all().stream()
                    .filter(name -> OperationNames.type(name).orElseThrow() != Autocommit.class)
                    .collect(Collectors.toMap(
                            name -> name,
                            name -> record(OperationNames.type(name).orElseThrow()),
                            (a, b) -> a,
                            LinkedHashMap::new)));
            definitions.put("operation_in_autocommit", inner);
            Map<String, Object> all = new LinkedHashMap<>(properties(inner));
            all.put(
                    OperationNames.of(Autocommit.class),
                    described(list(ref("operation_in_autocommit"), true), text(Autocommit.class)));
            definitions.put(OPERATION, oneKey(all));
        }
        return list(ref(OPERATION), false);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(Map<String, Object> object) {
        return (Map<String, Object>) object.get("properties");
    }

    private Map<String, Object> record(Class<?> type) {
        String name = RecordKey.snakeCase(type.getSimpleName());
        if (!definitions.containsKey(name)) {
            RecordForm form = RecordForm.of(type);
            definitions.put(name, Map.of());
            Map<String, Object> definition = map(form, List.of());
            definitions.put(
                    name,
                    described(
                            form.shorthand().isPresent() ? Map.of("anyOf", List.of(ref(TEXT), definition)) : definition,
                            text(type)));
        }
        return ref(name);
    }

    /** A map with the keys of a record, of which some may be left to its owner. */
    private Map<String, Object> map(RecordForm form, List<String> inherited) {
        Map<String, Object> properties = new LinkedHashMap<>();
        form.keys().forEach(key -> properties.put(key.key(), property(key)));
        return object(
                properties,
                form.keys().stream()
                        .filter(key -> key.isRequired() && !inherited.contains(key.key()))
                        .map(RecordKey::key)
                        .toList());
    }

    private Map<String, Object> property(RecordKey key) {
        Map<String, Object> value = key.inherited().isEmpty()
                ? value(key.type(), key.isRequired())
                : heir((Class<?>) key.type(), key.inherited());
        boolean free = value.isEmpty();
        Map<String, Object> property = described(key.isRequired() || free ? value : orNull(value), key.description());
        if (key.absent() instanceof Boolean flag) {
            property.put("default", flag);
        }
        return property;
    }

    private Map<String, Object> heir(Class<?> type, List<String> inherited) {
        return type == Constraint.class
                ? oneKey(kinds(kind -> map(RecordForm.of(kind), inherited)))
                : map(RecordForm.of(type), inherited);
    }

    private Map<String, Object> value(Type type, boolean notEmpty) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? list(value(arguments[0], false), notEmpty)
                    : ordered("type", "object", "additionalProperties", value(arguments[1], false));
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == Long.class) {
            return ordered("type", "integer", "minimum", Long.MIN_VALUE, "maximum", Long.MAX_VALUE);
        }
        return value((Class<?>) type);
    }

    private Map<String, Object> value(Class<?> type) {
        if (type == String.class || type == DataType.class || type == QualifiedName.class) {
            return ref(TEXT);
        }
        if (type.isEnum()) {
            return constant(type);
        }
        if (type == Literal.class) {
            return Map.of();
        }
        if (type == Parameter.class) {
            List<String> plain = List.of("string", "number", "boolean", "null", "array");
            return Map.of("anyOf", List.of(Map.of("type", plain), record(type)));
        }
        if (type == Constraint.class) {
            definitions.putIfAbsent("constraint", oneKey(kinds(this::record)));
            return ref("constraint");
        }
        if (type == Operation.class) {
            throw new IllegalStateException("Only autocommit holds operations.");
        }
        return record(type);
    }

    /** Editors offer the words; the reader takes them in any case, with blanks or underscores. */
    private static Map<String, Object> constant(Class<?> type) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(each -> ValueReader.word((Enum<?>) each))
                .toList();
        String anyCase = words.stream().map(RevisionSchema::inAnyCase).collect(Collectors.joining("|", "^(", ")$"));
        return Map.of("anyOf", List.of(Map.of("enum", words), ordered("type", "string", "pattern", anyCase)));
    }

    private static String inAnyCase(String word) {
        return word.chars()
                .mapToObj(c -> c == ' '
                        ? "[ _]+"
                        : "[" + (char) c + String.valueOf((char) c).toUpperCase(Locale.ROOT) + "]")
                .collect(Collectors.joining());
    }

    private static Map<String, Object> kinds(Function<Class<?>, Object> definition) {
        return Stream.of(Constraint.class.getPermittedSubclasses())
                .collect(Collectors.toMap(
                        kind -> RecordKey.snakeCase(kind.getSimpleName()),
                        definition,
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    private static Map<String, Object> list(Map<String, Object> items, boolean notEmpty) {
        Map<String, Object> list = ordered("type", "array", "items", items);
        if (notEmpty) {
            list.put("minItems", 1);
        }
        return list;
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> object = ordered("type", "object", "properties", properties, "additionalProperties", false);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        return object;
    }

    private static Map<String, Object> oneKey(Map<String, Object> properties) {
        Map<String, Object> object = object(properties, List.of());
        object.put("minProperties", 1);
        object.put("maxProperties", 1);
        return object;
    }

    private static Map<String, Object> orNull(Map<String, Object> value) {
        if (value.equals(ref(TEXT))) {
            return ref(TEXT_OR_NULL);
        }
        if (value.get("type") instanceof String type) {
            Map<String, Object> either = new LinkedHashMap<>(value);
            either.put("type", List.of(type, "null"));
            return either;
        }
        return Map.of("anyOf", List.of(value, Map.of("type", "null")));
    }

    private static Map<String, Object> ref(String name) {
        return Map.of("$ref", "#/$defs/" + name);
    }

    private static String text(Class<?> type) {
        return type.getAnnotation(Description.class).value();
    }

    private static Map<String, Object> described(Map<String, Object> value, String description) {
        Map<String, Object> described = ordered("description", description);
        described.putAll(value);
        return described;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
