package dev.reflux;

import dev.reflux.schema.Literal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values of Python, written as data. */
final class AlembicValue {

    private AlembicValue() {}

    static Literal of(JsonNode value) {
        return Literal.of(value.isObject() ? typed(value) : plain(value));
    }

    private static @Nullable Object typed(JsonNode value) {
        Map.Entry<String, JsonNode> only = value.properties().iterator().next();
        JsonNode inner = only.getValue();
        return switch (only.getKey()) {
            case "timestamp" -> inner.asString().replace('T', ' ');
            case "bytea" -> HexFormat.of().parseHex(inner.asString());
            case "decimal" -> new BigDecimal(inner.asString());
            case "interval_seconds" -> inner.asString() + " seconds";
            case "date", "time", "uuid", "json", "array", "inline_literal" -> plain(inner);
            default -> throw new AssertionError("The corpus has a new kind of value: " + value);
        };
    }

    private static @Nullable Object plain(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isNumber()) {
            return value.asDecimal();
        }
        if (value.isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            value.forEach(each -> items.add(plain(each)));
            return items;
        }
        if (value.isObject()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            value.properties().forEach(entry -> fields.put(entry.getKey(), plain(entry.getValue())));
            return fields;
        }
        return value.asString();
    }
}
