package dev.reflux.dialect.postgresql;

import static dev.reflux.schema.Columns.check;
import static dev.reflux.schema.Columns.foreignKey;
import static dev.reflux.schema.Columns.index;
import static dev.reflux.schema.Columns.indexed;
import static dev.reflux.schema.Columns.unique;

import dev.reflux.dialect.postgresql.HostileColumn.Value;
import dev.reflux.operation.AddColumn;
import dev.reflux.operation.AddEnumValue;
import dev.reflux.operation.AlterColumn;
import dev.reflux.operation.BulkColumn;
import dev.reflux.operation.BulkInsert;
import dev.reflux.operation.CreateEnum;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.CreateTableComment;
import dev.reflux.operation.DropColumn;
import dev.reflux.operation.DropConstraint;
import dev.reflux.operation.DropIndex;
import dev.reflux.operation.Operation;
import dev.reflux.operation.RenameConstraint;
import dev.reflux.operation.RenameEnumValue;
import dev.reflux.operation.RenameTable;
import dev.reflux.operation.ValidateConstraint;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Literal;
import dev.reflux.schema.SortOrder;
import dev.reflux.schema.TableElement;
import dev.reflux.schema.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A table with an enum type of its own; every name and value of it is hostile. */
final class HostileTable {

    private final HostileTexts texts;
    private final HostileObjects objects;
    private final String schema;
    private final String enumName;
    private final List<String> labels = new ArrayList<>();
    private final HostileColumn number;
    private final HostileColumn text;
    private final HostileColumn label;
    private final List<HostileColumn> columns = new ArrayList<>();
    private final Map<String, String> constraints = new HashMap<>();
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    private final List<List<@Nullable Object>> indexes = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private String name;
    private String comment;
    private String checkName;
    private @Nullable String foreignKeyName;
    private int statements;

    HostileTable(HostileTexts texts, HostileObjects objects, String schema) {
        this.texts = texts;
        this.objects = objects;
        this.schema = schema;
        this.name = texts.name();
        this.comment = texts.value();
        this.checkName = texts.name();
        this.enumName = texts.name();
        labels.addAll(List.of(texts.name(), texts.name(), texts.name()));
        this.number = add(Types.integer(), "int4", null, () -> Value.of(rows.size()));
        this.text = add(Types.text(), "text", "default", this::textValue);
        this.label = add(
                new DataType(schema, enumName, false, List.of(), 0), enumName, null, () -> Value.of(texts.one(labels)));
        add(Types.varchar(), "varchar", texts.one(objects.collations()), this::textValue);
        add(Types.array(Types.text()), "_text", "default", this::arrayValue);
        add(Types.jsonb(), "jsonb", null, this::jsonValue);
        add(Types.bytea(), "bytea", null, this::bytesValue);
        add(Types.bool(), "bool", null, () -> Value.of(texts.toss()));
    }

    private HostileColumn add(DataType type, String catalogType, @Nullable String collation, Supplier<Value> values) {
        HostileColumn column = new HostileColumn(texts, type, catalogType, collation, values);
        columns.add(column);
        return column;
    }

    private Value textValue() {
        return Value.of(texts.value());
    }

    private Value arrayValue() {
        return Value.of(Arrays.asList(texts.value(), null, texts.value(), texts.value()));
    }

    private Value jsonValue() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(texts.name(), texts.value());
        map.put(texts.name(), Arrays.asList(texts.value(), true, null, Map.of(texts.name(), texts.value())));
        return Value.of(map);
    }

    private Value bytesValue() {
        byte[] bytes = texts.bytes();
        return new Value(bytes, "\\x" + HexFormat.of().formatHex(bytes));
    }

    /** Creates it, with rows, of which the first is of defaults. */
    List<Operation> create(@Nullable HostileTable referent) {
        operations.clear();
        run(
                1,
                CreateEnum.builder(enumName)
                        .schema(schema)
                        .values(labels.toArray(String[]::new))
                        .build());
        List<TableElement> elements = new ArrayList<>();
        columns.forEach(column -> elements.add(column.definition()));
        elements.add(check("1 = 1").name(checkName));
        constraints.put(checkName, "c");
        String uniqueName = texts.name();
        elements.add(unique(number.name()).name(uniqueName));
        constraints.put(uniqueName, "u");
        if (referent != null) {
            foreignKeyName = texts.name();
            elements.add(foreignKey(number.name())
                    .references(referent.name, referent.number.name())
                    .referentSchema(referent.schema)
                    .name(foreignKeyName));
            constraints.put(foreignKeyName, "f");
        }
        elements.add(textIndex());
        elements.add(methodIndex());
        run(
                1 + 1 + columns.size() + indexes.size(),
                CreateTable.builder(name)
                        .schema(schema)
                        .comment(comment)
                        .elements(elements.toArray(TableElement[]::new))
                        .build());
        insertRows(true);
        return List.copyOf(operations);
    }

    private TableElement textIndex() {
        String indexName = texts.name();
        String opclass = texts.one(objects.opclasses());
        String collation = texts.one(objects.collations());
        indexes.add(Arrays.asList(indexName, "btree", opclass, collation));
        return index(
                indexName,
                indexed(text.name())
                        .order(SortOrder.DESC)
                        .opclass(HostileObjects.quoted(opclass))
                        .collation("public." + HostileObjects.quoted(collation)));
    }

    private TableElement methodIndex() {
        String indexName = texts.name();
        String method = texts.one(objects.methods());
        indexes.add(Arrays.asList(indexName, method, method, null));
        return index(indexName, number.name()).using(method);
    }

    private void insertRows(boolean withDefaults) {
        List<Map<String, Literal>> given = new ArrayList<>();
        if (withDefaults) {
            given.add(Map.of());
            Map<String, @Nullable Object> shown = new HashMap<>();
            columns.forEach(
                    column -> shown.put(column.name(), column.defaultValue().shown()));
            rows.add(shown);
        }
        for (int i = 0; i < 2; i++) {
            Map<String, Literal> row = new LinkedHashMap<>();
            Map<String, @Nullable Object> shown = new HashMap<>();
            for (HostileColumn column : columns) {
                Value value = column.value();
                row.put(column.name(), Literal.of(value.given()));
                shown.put(column.name(), value.shown());
            }
            given.add(row);
            rows.add(shown);
        }
        run(
                withDefaults ? 2 : 1,
                BulkInsert.builder(name)
                        .schema(schema)
                        .columns(columns.stream()
                                .map(column -> new BulkColumn(column.name(), column.type()))
                                .toArray(BulkColumn[]::new))
                        .rows(given)
                        .build());
    }

    /** Changes every part of it that has a name. */
    List<Operation> change() {
        operations.clear();
        statements = 0;
        rename();
        changeConstraints();
        changeEnum();
        changeText();
        addColumn();
        dropColumn(columns.get(3));
        insertRows(false);
        return List.copyOf(operations);
    }

    private void rename() {
        String newName = texts.name();
        run(1, RenameTable.builder(name, newName).schema(schema).build());
        name = newName;
        comment = texts.value();
        run(1, CreateTableComment.builder(name, comment).schema(schema).build());
    }

    private void changeConstraints() {
        String newName = texts.name();
        run(1, RenameConstraint.builder(name, checkName, newName).schema(schema).build());
        run(1, ValidateConstraint.builder(newName, name).schema(schema).build());
        constraints.remove(checkName);
        constraints.put(newName, "c");
        checkName = newName;
        if (foreignKeyName != null && texts.toss()) {
            run(1, DropConstraint.builder(foreignKeyName, name).schema(schema).build());
            constraints.remove(foreignKeyName);
        }
        String dropped = String.valueOf(indexes.remove(1).get(0));
        run(1, DropIndex.builder(dropped).schema(schema).build());
    }

    private void changeEnum() {
        String old = labels.get(0);
        String renamed = texts.name();
        run(1, RenameEnumValue.builder(enumName, old, renamed).schema(schema).build());
        labels.set(0, renamed);
        rows.forEach(row -> row.replace(label.name(), old, renamed));
        if (old.equals(label.defaultValue().shown())) {
            label.change(label.name(), label.comment(), Value.of(renamed));
        }
    }

    /** Behind all else, since a new value is not to be used before it is committed. */
    List<Operation> addLabel() {
        operations.clear();
        String added = texts.name();
        run(
                1,
                AddEnumValue.builder(enumName, added)
                        .schema(schema)
                        .after(labels.get(1))
                        .build());
        labels.add(2, added);
        return List.copyOf(operations);
    }

    private void changeText() {
        String old = text.name();
        text.change(texts.name(), texts.value(), textValue());
        run(
                3,
                AlterColumn.builder(name, old)
                        .schema(schema)
                        .newName(text.name())
                        .defaultValue(text.defaultValue().given())
                        .comment(text.comment())
                        .build());
        rows.forEach(row -> row.put(text.name(), row.remove(old)));
    }

    private void addColumn() {
        HostileColumn added = add(Types.string(200), "varchar", "default", this::textValue);
        run(2, AddColumn.builder(name, added.definition()).schema(schema).build());
        rows.forEach(row -> row.put(added.name(), added.defaultValue().shown()));
    }

    private void dropColumn(HostileColumn column) {
        run(1, DropColumn.builder(name, column.name()).schema(schema).build());
        columns.remove(column);
        rows.forEach(row -> row.remove(column.name()));
    }

    private void run(int count, Operation operation) {
        statements += count;
        operations.add(operation);
    }

    /** Number of statements of what was made since {@link #create} or {@link #change} began. */
    int statements() {
        return statements;
    }

    /** What the catalog must say. */
    Map<String, Object> expected() {
        return Map.of(
                "schema", schema,
                "name", name,
                "comment", comment,
                "columns", columns.stream().map(HostileColumn::expected).toList(),
                "constraints", constraints,
                "indexes", indexes,
                "enum", enumName,
                "labels", labels,
                "rows", rows);
    }
}
