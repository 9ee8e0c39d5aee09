package dev.reflux.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by name, for a static import. */
public final class Values {

    private Values() {}

    /**
     * Values by name, in the order given, which that of {@code Map.of} is not: a row, the parameters of a statement, or an
     * object of JSON, as in {@code fields("id", 1, "name", "Books", "parent", null)}.
     *
     * @param namesAndValues a name, its value, the next name, and so on; values as {@link Literal#of} takes them
     * @return immutable
     * @throws dev.reflux.error.InvalidOperationException if a name is no text, is there twice, or has no value
     */
    public static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw Arguments.invalid("fields", "has a name without a value at its end");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!(namesAndValues[i] instanceof String name)) {
                throw Arguments.invalid("fields", "has \"" + namesAndValues[i] + "\" where a name is to be");
            }
            if (fields.containsKey(name)) {
                throw Arguments.invalid("fields", "has \"" + name + "\" twice");
            }
            fields.put(name, namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(fields);
    }
}
