package dev.reflux.schema;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value as it stands in a revision, before it is written for the type of its column.
 *
 * <p>Dates, times, intervals, UUIDs and binary values are texts in the form that PostgreSQL reads; a list is an array or
 * JSON, a map is JSON, as the type says.
 */
public sealed interface Literal {

    /**
     * The literal of a Java value: null, a {@link Boolean}, a {@link Number}, a {@link CharSequence}, an {@link Enum} by its
     * name, a {@link java.util.UUID}, a {@code byte[]}, a value of {@code java.time}, another array, a {@link java.util.Collection} or a
     * {@link Map} of these, or a literal itself. What has no order, such as {@code Map.of} and {@code Set.of}, is sorted.
     *
     * @throws dev.reflux.error.InvalidOperationException for any other
     */
    static Literal of(@Nullable Object value) {
        return LiteralValues.of(value);
    }

    /** SQL {@code NULL}. */
    record Null() implements Literal {}

    /** True or false. */
    record Bool(boolean value) implements Literal {}

    /** A finite number, exact. */
    record Numeric(BigDecimal value) implements Literal {}

    /** Any text. */
    record Text(String value) implements Literal {

        /** Refuses what PostgreSQL cannot store. */
        public Text {
            Arguments.storable("value", value);
        }
    }

    /** Values in order. */
    record Items(List<Literal> values) implements Literal {

        /** Copies the values. */
        public Items {
            values = List.copyOf(values);
        }
    }

    /** Values by key, in the order given. */
    record Fields(Map<String, Literal> values) implements Literal {

        /** Copies the values and refuses keys that PostgreSQL cannot store. */
        public Fields {
            values.keySet().forEach(key -> Arguments.storable("value", key));
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }
}
