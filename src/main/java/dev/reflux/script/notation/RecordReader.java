package dev.reflux.script.notation;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.script.notation.YamlNode.Field;
import dev.reflux.script.notation.YamlNode.Fields;
import dev.reflux.script.notation.YamlNode.Scalar;
import dev.reflux.sql.TextPosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes records of maps. */
final class RecordReader {

    private final BodyFile file;
    private final ValueReader values;

    RecordReader(BodyFile file) {
        this.file = file;
        this.values = new ValueReader(file, this);
    }

    /**
     * Reads a record.
     *
     * @param at where errors point to that are about the whole
     */
    Record read(RecordForm form, YamlNode node, Whereabouts where, TextPosition at) {
        Map<String, Field> fields = fields(form, node, where);
        fields.forEach((key, field) -> {
            if (form.key(key).isEmpty()) {
                throw unknown(form, key, where, field.position());
            }
        });
        form.keys().stream()
                .filter(key -> key.isRequired() && !isGiven(key, fields))
                .findFirst()
                .ifPresent(key -> {
                    throw file.error(at, where + " has no " + key.key() + ". Add the key.");
                });
        try {
            return form.create(key -> value(key, fields, where));
        } catch (InvalidOperationException refusal) {
            throw refused(refusal, node, where, at);
        }
    }

    private Map<String, Field> fields(RecordForm form, YamlNode node, Whereabouts where) {
        if (node instanceof Fields fields) {
            return fields.values();
        }
        Optional<String> shorthand = form.shorthand();
        if (node.isNull()) {
            return Map.of();
        }
        if (node instanceof Scalar && shorthand.isPresent()) {
            return Map.of(shorthand.get(), new Field(node, node.position()));
        }
        throw file.error(
                node.position(),
                where + " must be a map, but is " + node.kind() + ". Its keys are " + String.join(", ", form.names())
                        + shorthand
                                .map(key -> "; a single value stands for " + key)
                                .orElse("") + ".");
    }

    private static boolean isGiven(RecordKey key, Map<String, Field> fields) {
        Field field = fields.get(key.key());
        return field != null && (!field.value().isNull() || ValueReader.takesNull(key.type()));
    }

    private @Nullable Object value(RecordKey key, Map<String, Field> fields, Whereabouts where) {
        Field field = fields.get(key.key());
        if (field == null || !isGiven(key, fields)) {
            return key.absent();
        }
        YamlNode node = withInherited(field.value(), key, fields);
        return values.read(key.type(), node, where.key(key.key()), field.position());
    }

    /** The value with the keys that it takes from its owner; of a map with one key, those go into the map below. */
    private static YamlNode withInherited(YamlNode node, RecordKey key, Map<String, Field> owner) {
        if (key.inherited().isEmpty() || !(node instanceof Fields fields)) {
            return node;
        }
        if (!ValueReader.isOneKeyMap(key.type())) {
            return merged(fields, key.inherited(), owner);
        }
        Map<String, Field> kinds = new LinkedHashMap<>(fields.values());
        kinds.replaceAll((kind, field) -> field.value() instanceof Fields inner
                ? new Field(merged(inner, key.inherited(), owner), field.position())
                : field);
        return new Fields(kinds, fields.position());
    }

    private static Fields merged(Fields fields, List<String> inherited, Map<String, Field> owner) {
        Map<String, Field> values = new LinkedHashMap<>(fields.values());
        inherited.stream().filter(owner::containsKey).forEach(name -> values.putIfAbsent(name, owner.get(name)));
        return new Fields(values, fields.position());
    }

    private InvalidRevisionFileException unknown(
            RecordForm form, String key, Whereabouts where, TextPosition position) {
        return file.error(
                position,
                "\"" + Excerpt.of(key) + "\" is not a key of " + where + ". " + KnownKeys.advice(key, form.names()));
    }

    /**
     * The error that a record refuses an argument: at its key, where the file has it.
     *
     * @param at where the error points to else
     */
    InvalidRevisionFileException refused(
            InvalidOperationException refusal, YamlNode node, Whereabouts where, TextPosition at) {
        Field field = node instanceof Fields fields ? fields.values().get(refusal.argument()) : null;
        return file.error(
                field == null ? at : field.position(), where.key(refusal.argument()) + " " + refusal.problem() + ".");
    }
}
