package dev.reflux.script.notation;

import dev.reflux.schema.Description;
import dev.reflux.schema.Inherits;
import dev.reflux.schema.Key;
import dev.reflux.schema.NotEmpty;
import dev.reflux.schema.TrueByDefault;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A component of a record as a key of revision files. */
record RecordKey(RecordComponent component, String key) implements RecordForm.Part {

    RecordKey(RecordComponent component) {
        this(component, keyOf(component));
    }

    private static String keyOf(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        return key == null ? snakeCase(component.getName()) : key.value();
    }

    /** {@code referentTable} becomes {@code referent_table}. */
    static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    Type type() {
        return component.getGenericType();
    }

    private boolean isNullable() {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private boolean isCollection() {
        return component.getType() == List.class || component.getType() == Map.class;
    }

    /** Whether a file must have it. */
    boolean isRequired() {
        if (isCollection()) {
            return component.isAnnotationPresent(NotEmpty.class);
        }
        return !isNullable() && component.getType() != boolean.class;
    }

    /** What it is where a file does not have it. */
    @Nullable
    Object absent() {
        if (component.getType() == boolean.class) {
            return component.isAnnotationPresent(TrueByDefault.class);
        }
        if (component.getType() == List.class) {
            return List.of();
        }
        return component.getType() == Map.class ? Map.of() : null;
    }

    /** What it means: a phrase. */
    String description() {
        Description description = component.getAnnotation(Description.class);
        return description == null ? "" : description.value();
    }

    /** Keys that its value takes from the owner where it leaves them out. */
    List<String> inherited() {
        Inherits inherits = component.getAnnotation(Inherits.class);
        return inherits == null ? List.of() : List.of(inherits.value());
    }
}
