package dev.reflux.script.notation;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.AutocommitRules;
import dev.reflux.operation.Operation;
import dev.reflux.script.notation.YamlNode.Field;
import dev.reflux.script.notation.YamlNode.Fields;
import dev.reflux.script.notation.YamlNode.Items;
import dev.reflux.sql.TextPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads lists of operations, each a map with the name of the operation as its only key. */
public final class OperationReader {

    private static final String AUTOCOMMIT = OperationNames.of(Autocommit.class);

    private final BodyFile file;
    private final RecordReader records;

    public OperationReader(BodyFile file) {
        this.file = file;
        this.records = new RecordReader(file);
    }

    /**
     * Reads the operations of a direction.
     *
     * @param key the key whose value they are
     */
    public List<PlacedOperation> readAll(String key, YamlNode node) {
        return readAll(key, node, false);
    }

    private List<PlacedOperation> readAll(String key, YamlNode node, boolean autocommit) {
        if (!(node instanceof Items items)) {
            throw file.error(
                    node.position(),
                    key + " must be a list of operations, but is " + node.kind()
                            + ". Write \"- OPERATION: {KEY: VALUE}\" in a line for each, or [] where there is nothing to do.");
        }
        List<PlacedOperation> operations = new ArrayList<>();
        for (int i = 0; i < items.values().size(); i++) {
            operations.add(read(items.values().get(i), new Whereabouts(key).entry(i + 1), autocommit));
        }
        return operations;
    }

    private PlacedOperation read(YamlNode node, Whereabouts where, boolean autocommit) {
        if (!(node instanceof Fields fields)) {
            throw file.error(
                    node.position(),
                    where + " must be an operation, but is " + node.kind()
                            + ". Write a map with the name of the operation as its only key.");
        }
        if (fields.values().size() != 1) {
            throw notOne(fields, where);
        }
        Map.Entry<String, Field> entry = fields.values().entrySet().iterator().next();
        return read(entry.getKey(), entry.getValue(), autocommit);
    }

    private PlacedOperation read(String name, Field field, boolean inside) {
        Class<?> type = OperationNames.type(name).orElseThrow(() -> unknown(name, field.position()));
        if (name.equals(AUTOCOMMIT)) {
            return autocommit(field);
        }
        Whereabouts where = new Whereabouts(name);
        Operation operation = (Operation) records.read(RecordForm.of(type), field.value(), where, field.position());
        try {
            if (!inside) {
                AutocommitRules.checkOutside(operation);
            }
        } catch (InvalidOperationException refusal) {
            throw records.refused(refusal, field.value(), where, field.position());
        }
        return new PlacedOperation(operation, field.position(), List.of());
    }

    private PlacedOperation autocommit(Field field) {
        List<PlacedOperation> parts = readAll(AUTOCOMMIT, field.value(), true);
        parts.stream()
                .filter(part -> part.operation() instanceof Autocommit)
                .findFirst()
                .ifPresent(inner -> {
                    throw file.error(
                            inner.position(), "An autocommit stands inside another. Put its operations into one list.");
                });
        try {
            Operation operation = new Autocommit(
                    parts.stream().map(PlacedOperation::operation).toList());
            return new PlacedOperation(operation, field.position(), parts);
        } catch (InvalidOperationException refusal) {
            throw file.error(field.position(), AUTOCOMMIT + " " + refusal.problem() + ".");
        }
    }

    private InvalidRevisionFileException unknown(String name, TextPosition position) {
        return file.error(
                position,
                "\"" + Excerpt.of(name) + "\" is not an operation. " + KnownKeys.advice(name, OperationNames.all()));
    }

    private InvalidRevisionFileException notOne(Fields fields, Whereabouts where) {
        if (fields.values().isEmpty()) {
            return file.error(
                    fields.position(), where + " names no operation. Write a map with its name as the only key.");
        }
        List<String> keys = List.copyOf(fields.values().keySet());
        List<Field> values = List.copyOf(fields.values().values());
        String first = keys.get(0);
        boolean flat = OperationNames.type(first).isPresent()
                && values.get(0).value().isNull()
                && keys.stream().skip(1).noneMatch(key -> OperationNames.type(key)
                        .isPresent());
        String advice = flat
                ? "Indent what belongs to " + first + " deeper than " + first + " itself."
                : "Begin an entry of its own, with \"- \", for each operation.";
        return file.error(
                values.get(1).position(),
                where + " must be one operation, but has the keys "
                        + keys.stream().map(Excerpt::of).collect(Collectors.joining(", ")) + ". " + advice);
    }
}
