package dev.reflux.schema;

import dev.reflux.error.InvalidOperationException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Literals of Java values. */
final class LiteralValues {

    private LiteralValues() {}

    static Literal of(@Nullable Object value) {
        if (value == null) {
            return new Literal.Null();
        }
        if (value instanceof Literal literal) {
            return literal;
        }
        if (value instanceof Boolean bool) {
            return new Literal.Bool(bool);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Map<?, ?> map) {
            return fields(map);
        }
        if (value instanceof Collection<?> collection) {
            return items(collection);
        }
        if (value.getClass().isArray() && !(value instanceof byte[])) {
            return array(value);
        }
        return new Literal.Text(text(value));
    }

    private static Literal number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return new Literal.Numeric(decimal);
        }
        if (number instanceof BigInteger integer) {
            return new Literal.Numeric(new BigDecimal(integer));
        }
        boolean binary = number instanceof Double || number instanceof Float;
        if (binary && !Double.isFinite(number.doubleValue())) {
            return new Literal.Text(number.toString());
        }
        try {
            return new Literal.Numeric(new BigDecimal(number.toString()));
        } catch (NumberFormatException e) {
            throw unknown(number);
        }
    }

    private static Literal items(Collection<?> values) {
        Stream<Literal> items = values.stream().map(LiteralValues::of);
        return new Literal.Items(
                (Arguments.hasOrder(values) ? items : items.sorted(Comparator.comparing(Literal::toString))).toList());
    }

    private static Literal array(Object values) {
        List<Literal> items = new ArrayList<>();
        for (int i = 0; i < Array.getLength(values); i++) {
            items.add(of(Array.get(values, i)));
        }
        return new Literal.Items(items);
    }

    private static Literal fields(Map<?, ?> values) {
        Map<String, Literal> fields = Arguments.hasOrder(values) ? new LinkedHashMap<>() : new TreeMap<>();
        values.forEach((key, value) -> {
            if (key == null) {
                throw Arguments.invalid("value", "is a map with a key that is null; JSON has texts only");
            }
            if (fields.put(key.toString(), of(value)) != null) {
                throw Arguments.invalid("value", "is a map with two keys that are written \"" + key + "\"");
            }
        });
        return new Literal.Fields(fields);
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Instant || value instanceof ZonedDateTime) {
            Instant instant = value instanceof ZonedDateTime zoned ? zoned.toInstant() : (Instant) value;
            return text(instant.atOffset(ZoneOffset.UTC));
        }
        if (value instanceof LocalDateTime || value instanceof OffsetDateTime) {
            return value.toString().replace('T', ' ');
        }
        boolean known = value instanceof CharSequence
                || value instanceof Character
                || value instanceof UUID
                || value instanceof Temporal
                || value instanceof TemporalAmount;
        if (!known) {
            throw unknown(value);
        }
        return value.toString();
    }

    private static InvalidOperationException unknown(Object value) {
        return Arguments.invalid(
                "value",
                "is a " + value.getClass().getName()
                        + ", which has no literal; give a text in the form that the database reads");
    }
}
