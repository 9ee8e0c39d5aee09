package dev.reflux.script.notation;

import dev.reflux.schema.DataType;
import dev.reflux.schema.QualifiedName;
import dev.reflux.schema.Shorthand;
import dev.reflux.schema.Unwrapped;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a record is written in revision files: a map whose keys are its components, and those of the records that it
 * unwraps.
 */
final class RecordForm {

    private static final ClassValue<RecordForm> FORMS = new ClassValue<>() {
        @Override
        protected RecordForm computeValue(Class<?> type) {
            return new RecordForm(type.asSubclass(Record.class));
        }
    };

    private final Class<? extends Record> type;
    private final List<Part> parts;
    private final Map<String, RecordKey> keys = new LinkedHashMap<>();
    private final Constructor<? extends Record> constructor;

    /** A component. */
    sealed interface Part permits RecordKey, Group {}

    /** A component whose own keys stand among those of its owner. */
    record Group(RecordComponent component, RecordForm form) implements Part {}

    private RecordForm(Class<? extends Record> type) {
        this.type = type;
        this.parts =
                Arrays.stream(type.getRecordComponents()).map(RecordForm::part).toList();
        this.constructor = constructor(type);
        parts.stream().flatMap(RecordForm::keys).forEach(key -> keys.put(key.key(), key));
    }

    /** The form of a record class. */
    static RecordForm of(Class<?> type) {
        return FORMS.get(type);
    }

    /** Whether values of a type are written as their text. */
    static boolean isScalar(Class<?> type) {
        return type == String.class || type == DataType.class || type == QualifiedName.class;
    }

    private static Part part(RecordComponent component) {
        return component.isAnnotationPresent(Unwrapped.class)
                ? new Group(component, of(component.getType()))
                : new RecordKey(component);
    }

    private static Stream<RecordKey> keys(Part part) {
        return part instanceof Group group ? group.form().keys().stream() : Stream.of((RecordKey) part);
    }

    private static Constructor<? extends Record> constructor(Class<? extends Record> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no public canonical constructor.", e);
        }
    }

    /** All keys, in the order of the components. */
    List<RecordKey> keys() {
        return List.copyOf(keys.values());
    }

    /** Names of all keys. */
    List<String> names() {
        return List.copyOf(keys.keySet());
    }

    Optional<RecordKey> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    /** The key whose value alone may stand for the record. */
    Optional<String> shorthand() {
        return Optional.ofNullable(type.getAnnotation(Shorthand.class)).map(Shorthand::value);
    }

    /**
     * Makes a record.
     *
     * @param value the value of each key
     * @throws dev.reflux.error.InvalidOperationException if the record refuses them
     */
    Record create(Function<RecordKey, @Nullable Object> value) {
        Object[] arguments = parts.stream()
                .map(part -> part instanceof Group group ? group.form().create(value) : value.apply((RecordKey) part))
                .toArray();
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refusal ? refusal : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of each key of a record. */
    Map<RecordKey, @Nullable Object> values(Record instance) {
        Map<RecordKey, @Nullable Object> values = new LinkedHashMap<>();
        for (Part part : parts) {
            if (part instanceof Group group) {
                values.putAll(group.form().values((Record) Objects.requireNonNull(get(group.component(), instance))));
            } else if (part instanceof RecordKey key) {
                values.put(key, get(key.component(), instance));
            }
        }
        return values;
    }

    /** The value of a component. */
    static @Nullable Object get(RecordComponent component, Record instance) {
        try {
            return component.getAccessor().invoke(instance);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
