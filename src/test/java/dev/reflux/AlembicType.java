package dev.reflux;

import dev.reflux.schema.DataType;
import dev.reflux.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Types of SQLAlchemy, written as data. */
final class AlembicType {

    private AlembicType() {}

    static DataType of(JsonNode type) {
        return DataType.parse(type.isString() ? type.asString() : text(type));
    }

    static List<String> values(JsonNode type) {
        List<String> values = new ArrayList<>();
        type.get("values").forEach(value -> values.add(value.asString()));
        return values;
    }

    private static String text(JsonNode type) {
        String name = type.get("name").asString();
        boolean zone = AlembicOperations.is(type, "timezone");
        return switch (name) {
            case "enum" ->
                new QualifiedName(
                                AlembicOperations.text(type, "schema"),
                                type.get("type_name").asString())
                        .toString();
            case "array" ->
                of(type.get("item")) + "[]".repeat(type.path("dimensions").asInt(1));
            case "timestamp", "time" -> name + modifiers(type, "precision") + (zone ? " with time zone" : "");
            case "bit" -> (AlembicOperations.is(type, "varying") ? "bit varying" : "bit") + modifiers(type, "length");
            case "numeric" -> name + modifiers(type, "precision", "scale");
            case "float" -> name + modifiers(type, "precision");
            case "interval" -> "interval";
            default -> name + modifiers(type, "length");
        };
    }

    private static String modifiers(JsonNode type, String... keys) {
        List<String> values = new ArrayList<>();
        for (String key : keys) {
            if (type.has(key)) {
                values.add(type.get(key).asString());
            }
        }
        return values.isEmpty() ? "" : "(" + String.join(",", values) + ")";
    }
}
