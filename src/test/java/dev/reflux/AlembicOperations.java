package dev.reflux;

import dev.reflux.operation.AddColumn;
import dev.reflux.operation.AlterColumn;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.BulkColumn;
import dev.reflux.operation.BulkInsert;
import dev.reflux.operation.CreateConstraint;
import dev.reflux.operation.CreateIndex;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.CreateTableComment;
import dev.reflux.operation.DropColumn;
import dev.reflux.operation.DropConstraint;
import dev.reflux.operation.DropIndex;
import dev.reflux.operation.DropTable;
import dev.reflux.operation.DropTableComment;
import dev.reflux.operation.Execute;
import dev.reflux.operation.NamingConvention;
import dev.reflux.operation.Operation;
import dev.reflux.operation.Parameter;
import dev.reflux.operation.RenameTable;
import dev.reflux.schema.Check;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.ConstraintType;
import dev.reflux.schema.Exclude;
import dev.reflux.schema.ExcludeElement;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Index;
import dev.reflux.schema.IndexColumn;
import dev.reflux.schema.Initially;
import dev.reflux.schema.Literal;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.QualifiedName;
import dev.reflux.schema.ReferentialAction;
import dev.reflux.schema.Unique;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Operations of Alembic, written as data, in our words. */
final class AlembicOperations {

    /** What SQLAlchemy has where no convention is set. */
    private static final String DEFAULT_INDEX_NAME = "ix_%t_%c";

    private AlembicOperations() {}

    /** The operations that do what a case does. */
    static List<Operation> of(JsonNode operations) {
        List<Operation> result = new ArrayList<>();
        for (JsonNode each : operations) {
            result.addAll(of(each.get("op").asString(), each.get("args")));
        }
        return result;
    }

    /** A naming convention of SQLAlchemy. */
    static NamingConvention convention(JsonNode convention) {
        Map<String, String> templates = new HashMap<>(Map.of("ix", DEFAULT_INDEX_NAME));
        convention
                .properties()
                .forEach(entry -> templates.put(
                        entry.getKey(),
                        entry.getValue()
                                .asString()
                                .replace("%(table_name)s", "%t")
                                .replace("%(column_0_label)s", "%t_%c")
                                .replace("%(column_0_name)s", "%c")
                                .replace("%(referred_table_name)s", "%rt")
                                .replace("%(constraint_name)s", "%n")));
        return NamingConvention.of(templates);
    }

    private static List<Operation> of(String op, JsonNode args) {
        String schema = text(args, "schema");
        return switch (op) {
            case "create_table" -> createTable(args, schema);
            case "drop_table" ->
                List.of(DropTable.builder(name(args, "table_name")).build());
            case "rename_table" ->
                List.of(new RenameTable(name(args, "old_table_name"), name(args, "new_table_name"), schema));
            case "create_table_comment" -> List.of(tableComment(args, schema));
            case "add_column" -> List.of(addColumn(args, schema));
            case "drop_column" ->
                List.of(new DropColumn(
                        name(args, "table_name"),
                        schema,
                        name(args, "column_name"),
                        is(args, "if_exists"),
                        false,
                        null));
            case "alter_column" -> List.of(alterColumn(args));
            case "create_index" -> List.of(createIndex(args, schema));
            case "drop_index" -> List.of(dropIndex(args, schema));
            case "drop_constraint" -> List.of(dropConstraint(args, schema));
            case "bulk_insert" -> List.of(bulkInsert(args));
            case "execute" -> List.of(execute(args));
            default -> List.of(createConstraint(op, args));
        };
    }

    private static Operation addColumn(JsonNode args, @Nullable String schema) {
        AlembicColumn column = new AlembicColumn(args.get("column"));
        return new AddColumn(name(args, "table_name"), schema, column.added(), false);
    }

    private static List<Operation> createTable(JsonNode args, @Nullable String schema) {
        List<Operation> operations = new ArrayList<>();
        List<AlembicColumn> columns = new ArrayList<>();
        args.get("columns").forEach(column -> columns.add(new AlembicColumn(column)));
        columns.stream().map(AlembicColumn::newEnum).forEach(operations::addAll);
        List<Constraint> constraints = new ArrayList<>();
        args.path("constraints")
                .forEach(each -> constraints.add(constraint(each.get("kind").asString(), each)));
        List<String> key = new ArrayList<>();
        columns.stream().filter(AlembicColumn::isInKey).map(AlembicColumn::name).forEach(key::add);
        constraints.forEach(each -> key.addAll(each instanceof PrimaryKey named ? named.columns() : List.of()));
        operations.add(new CreateTable(
                name(args, "table_name"),
                schema,
                columns.stream()
                        .map(column -> column.toColumn(key.equals(List.of(column.name()))))
                        .toList(),
                constraints,
                List.of(),
                text(args, "comment"),
                is(args, "if_not_exists"),
                null,
                args.has("postgresql_inherits")
                        ? List.of(new QualifiedName(null, name(args, "postgresql_inherits")))
                        : List.of(),
                args.path("prefixes").toString().contains("UNLOGGED"),
                null,
                with(args)));
        return operations;
    }

    private static Operation tableComment(JsonNode args, @Nullable String schema) {
        String comment = text(args, "comment");
        String existing = text(args, "existing_comment");
        String table = name(args, "table_name");
        return comment == null
                ? new DropTableComment(table, schema, existing)
                : new CreateTableComment(table, schema, comment, existing);
    }

    private static Operation alterColumn(JsonNode args) {
        AlterColumn.Builder change = AlterColumn.builder(name(args, "table_name"), name(args, "column_name"));
        set(args, "new_column_name", value -> change.newName(value.asString()));
        set(args, "type_", value -> change.type(AlembicType.of(value)));
        set(args, "postgresql_using", value -> change.using(value.asString()));
        set(args, "nullable", value -> change.nullable(value.asBoolean()));
        set(args, "existing_type", value -> change.existingType(AlembicType.of(value)));
        set(args, "existing_nullable", value -> change.existingNullable(value.asBoolean()));
        set(args, "existing_comment", value -> change.existingComment(value.asString()));
        if (args.has("comment")) {
            String comment = text(args, "comment");
            var ignored = comment == null ? change.dropComment() : change.comment(comment);
        }
        JsonNode existing = args.path("existing_server_default");
        if (existing.has("identity")) {
            change.existingIdentity(AlembicColumn.identity(existing.get("identity")));
        } else if (existing.isString()) {
            change.existingDefault(existing.asString());
        }
        changeDefault(change, args, existing.has("identity"));
        return change.build();
    }

    private static void changeDefault(AlterColumn.Builder change, JsonNode args, boolean wasIdentity) {
        JsonNode value = args.path("server_default");
        if (value.isString()) {
            change.defaultValue(value.asString());
        } else if (value.has("text")) {
            change.defaultSql(value.get("text").asString());
        } else if (value.has("identity")) {
            change.identity(AlembicColumn.identity(value.get("identity")));
        } else if (value.isNull()) {
            var ignored = wasIdentity ? change.dropIdentity() : change.dropDefault();
        }
    }

    private static Operation createIndex(JsonNode args, @Nullable String schema) {
        List<IndexColumn> columns = new ArrayList<>();
        for (JsonNode each : args.get("columns")) {
            String opclass = text(args.path("postgresql_ops"), each.asString(""));
            columns.add(new IndexColumn(
                    each.isString() ? each.asString() : null,
                    each.isString() ? null : each.get("text").asString(),
                    null,
                    null,
                    opclass == null ? null : new QualifiedName(null, opclass),
                    null));
        }
        Index index = new Index(
                constraintName(args.path("index_name")),
                columns,
                is(args, "unique"),
                text(args, "postgresql_using"),
                text(args, "postgresql_where"),
                strings(args.path("postgresql_include")),
                is(args, "postgresql_nulls_not_distinct"),
                with(args));
        boolean concurrently = is(args, "postgresql_concurrently");
        return placed(
                new CreateIndex(name(args, "table_name"), schema, index, concurrently, is(args, "if_not_exists")),
                concurrently);
    }

    private static Operation dropIndex(JsonNode args, @Nullable String schema) {
        boolean concurrently = is(args, "postgresql_concurrently");
        return placed(
                new DropIndex(name(args, "index_name"), schema, concurrently, is(args, "if_exists"), false, null),
                concurrently);
    }

    private static Operation placed(Operation operation, boolean concurrently) {
        return concurrently ? new Autocommit(List.of(operation)) : operation;
    }

    private static Operation dropConstraint(JsonNode args, @Nullable String schema) {
        String type = text(args, "type_");
        return new DropConstraint(
                String.valueOf(constraintName(args.get("constraint_name"))),
                name(args, "table_name"),
                schema,
                is(args, "if_exists"),
                false,
                type == null
                        ? null
                        : switch (type) {
                            case "primary" -> ConstraintType.PRIMARY_KEY;
                            case "foreignkey" -> ConstraintType.FOREIGN_KEY;
                            default -> ConstraintType.valueOf(type.toUpperCase(Locale.ROOT));
                        },
                null);
    }

    private static Operation createConstraint(String op, JsonNode args) {
        boolean foreign = op.equals("create_foreign_key");
        String kind = op.replaceFirst("^create_", "").replaceFirst("_constraint$", "");
        return CreateConstraint.of(
                name(args, foreign ? "source_table" : "table_name"),
                text(args, foreign ? "source_schema" : "schema"),
                constraint(kind, args));
    }

    private static Constraint constraint(String kind, JsonNode args) {
        String name = constraintName(args.has("name") ? args.get("name") : args.path("constraint_name"));
        boolean deferrable = is(args, "deferrable");
        Initially initially = initially(args);
        return switch (kind) {
            case "primary_key" -> new PrimaryKey(name, strings(args.get("columns")));
            case "unique" ->
                new Unique(
                        name,
                        strings(args.get("columns")),
                        false,
                        deferrable,
                        initially,
                        strings(args.path("postgresql_include")));
            case "check" ->
                new Check(
                        name,
                        name(args, args.has("sqltext") ? "sqltext" : "condition"),
                        is(args, "postgresql_not_valid"),
                        false);
            case "exclude" ->
                new Exclude(
                        name,
                        elements(args.get("elements")),
                        text(args, "using"),
                        text(args, "where"),
                        deferrable,
                        initially);
            case "foreign_key" ->
                new ForeignKey(
                        name,
                        strings(args.get("local_cols")),
                        name(args, "referent_table"),
                        text(args, "referent_schema"),
                        strings(args.get("remote_cols")),
                        action(args, "ondelete"),
                        action(args, "onupdate"),
                        null,
                        deferrable,
                        initially,
                        is(args, "postgresql_not_valid"));
            default -> throw new AssertionError("The corpus has a new operation: " + kind);
        };
    }

    private static List<ExcludeElement> elements(JsonNode elements) {
        List<ExcludeElement> result = new ArrayList<>();
        for (JsonNode each : elements) {
            JsonNode compared = each.get(0);
            result.add(new ExcludeElement(
                    compared.has("text")
                            ? compared.get("text").asString()
                            : new QualifiedName(null, compared.asString()).toString(),
                    each.get(1).asString()));
        }
        return result;
    }

    private static Operation bulkInsert(JsonNode args) {
        JsonNode table = args.get("table");
        List<BulkColumn> columns = new ArrayList<>();
        table.get("columns")
                .forEach(column ->
                        columns.add(new BulkColumn(name(column, "name"), AlembicType.of(column.get("type")))));
        List<Map<String, Literal>> rows = new ArrayList<>();
        for (JsonNode row : args.get("rows")) {
            Map<String, Literal> values = new LinkedHashMap<>();
            row.properties().forEach(entry -> values.put(entry.getKey(), AlembicValue.of(entry.getValue())));
            rows.add(values);
        }
        return new BulkInsert(name(table, "name"), text(table, "schema"), columns, rows);
    }

    private static Operation execute(JsonNode args) {
        Map<String, Parameter> params = new LinkedHashMap<>();
        args.path("params").properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            params.put(
                    entry.getKey(),
                    value.has("type")
                            ? new Parameter(AlembicType.of(value.get("type")), AlembicValue.of(value.get("value")))
                            : new Parameter(null, AlembicValue.of(value)));
        });
        return new Execute(name(args, "sqltext"), params);
    }

    private static Map<String, String> with(JsonNode args) {
        Map<String, String> with = new LinkedHashMap<>();
        args.path("postgresql_with")
                .properties()
                .forEach(entry -> with.put(entry.getKey(), entry.getValue().asString()));
        return with;
    }

    static @Nullable ReferentialAction action(JsonNode args, String key) {
        String action = text(args, key);
        return action == null ? null : ReferentialAction.valueOf(action.replace(' ', '_'));
    }

    static @Nullable Initially initially(JsonNode args) {
        String initially = text(args, "initially");
        return initially == null ? null : Initially.valueOf(initially);
    }

    private static void set(JsonNode args, String key, Consumer<JsonNode> setter) {
        if (args.has(key) && !args.get(key).isNull()) {
            setter.accept(args.get(key));
        }
    }

    /** A name, that of {@code op.f()} included; null for none. */
    private static @Nullable String constraintName(JsonNode name) {
        return name.has("f") ? name.get("f").asString() : name.asString(null);
    }

    static String name(JsonNode args, String key) {
        return args.get(key).asString();
    }

    static @Nullable String text(JsonNode args, String key) {
        return args.path(key).asString(null);
    }

    static boolean is(JsonNode args, String key) {
        return args.path(key).asBoolean(false);
    }

    static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        list.forEach(each -> strings.add(each.asString()));
        return strings;
    }
}
