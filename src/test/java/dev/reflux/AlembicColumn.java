package dev.reflux;

import dev.reflux.operation.CreateEnum;
import dev.reflux.operation.Operation;
import dev.reflux.schema.Column;
import dev.reflux.schema.Computed;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Identity;
import dev.reflux.schema.Literal;
import dev.reflux.schema.QualifiedName;
import dev.reflux.schema.Reference;
import dev.reflux.schema.SequenceOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A column of SQLAlchemy, written as data. */
record AlembicColumn(JsonNode column) {

    private static final Map<String, String> SERIAL =
            Map.of("smallint", "smallserial", "integer", "serial", "bigint", "bigserial");

    String name() {
        return column.get("name").asString();
    }

    boolean isInKey() {
        return AlembicOperations.is(column, "primary_key");
    }

    /** The enum type that {@code create_table} creates for its columns. */
    List<Operation> newEnum() {
        JsonNode type = column.get("type");
        if (!type.path("name").asString("").equals("enum")
                || !type.path("create_type").asBoolean(true)) {
            return List.of();
        }
        return List.of(new CreateEnum(
                type.get("type_name").asString(), AlembicOperations.text(type, "schema"), AlembicType.values(type)));
    }

    /** The column for {@code add_column}, where Alembic takes from {@code primary_key} but the counting and the not null. */
    Column added() {
        return toColumn(isInKey(), false);
    }

    /**
     * The column.
     *
     * @param isKey whether it alone is the primary key, so that an integer counts by itself
     */
    Column toColumn(boolean isKey) {
        return toColumn(isKey, isInKey());
    }

    private Column toColumn(boolean isKey, boolean inKey) {
        JsonNode value = column.path("server_default");
        DataType type = AlembicType.of(column.get("type"));
        String collation = AlembicOperations.text(column.get("type"), "collation");
        boolean counts = isKey
                && column.path("autoincrement").asBoolean(true)
                && !column.has("identity")
                && !column.has("foreign_keys")
                && !column.has("server_default");
        String serial = counts ? SERIAL.get(type.name()) : null;
        return new Column(
                name(),
                serial == null ? type : DataType.parse(serial),
                column.path("nullable").asBoolean(!isInKey()),
                value.isString() ? Literal.of(value.asString()) : null,
                AlembicOperations.text(value, "text"),
                inKey,
                AlembicOperations.is(column, "unique"),
                AlembicOperations.is(column, "index"),
                AlembicOperations.text(column, "comment"),
                collation == null ? null : new QualifiedName(null, collation),
                column.has("identity") ? identity(column.get("identity")) : null,
                computed(column.path("computed")),
                reference(column.path("foreign_keys").path(0)));
    }

    static Identity identity(JsonNode identity) {
        return new Identity(
                AlembicOperations.is(identity, "always"),
                new SequenceOptions(
                        number(identity, "start"),
                        number(identity, "increment"),
                        number(identity, "minvalue"),
                        number(identity, "maxvalue"),
                        number(identity, "cache"),
                        AlembicOperations.is(identity, "cycle")));
    }

    private static @Nullable Long number(JsonNode args, String key) {
        return args.has(key) ? args.get(key).asLong() : null;
    }

    private static @Nullable Computed computed(JsonNode computed) {
        return computed.isMissingNode()
                ? null
                : new Computed(
                        computed.get("sqltext").asString(),
                        !computed.path("persisted").asBoolean(true));
    }

    private static @Nullable Reference reference(JsonNode key) {
        if (key.isMissingNode()) {
            return null;
        }
        String[] path = key.get("column").asString().split("\\.", -1);
        return new Reference(
                path[path.length - 2],
                path.length == 3 ? path[0] : null,
                path[path.length - 1],
                AlembicOperations.text(key, "name"),
                AlembicOperations.action(key, "ondelete"),
                AlembicOperations.action(key, "onupdate"),
                AlembicOperations.is(key, "deferrable"),
                AlembicOperations.initially(key));
    }
}
