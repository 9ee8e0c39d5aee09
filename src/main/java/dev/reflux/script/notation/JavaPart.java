package dev.reflux.script.notation;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A component of a record, with its value, as the builder of the record takes it. */
record JavaPart(RecordKey key, @Nullable Object value) {

    /** All parts of a record, in order. */
    static List<JavaPart> of(Record instance) {
        return Arrays.stream(instance.getClass().getRecordComponents())
                .map(component -> new JavaPart(new RecordKey(component), RecordForm.get(component, instance)))
                .toList();
    }

    /** Whether a record class has a builder; what is required is what the builder begins with, in order. */
    static boolean hasBuilder(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .anyMatch(method -> method.getName().equals("builder"));
    }

    String name() {
        return component().getName();
    }

    private RecordComponent component() {
        return key.component();
    }

    boolean isRequired() {
        boolean collection = component().getType() == List.class || component().getType() == Map.class;
        return key.isRequired() && !collection;
    }

    /** Whether it is as it would be if nothing was said. */
    boolean isAbsent() {
        return Objects.equals(value, key.absent());
    }

    /** Whether a method without argument sets it. */
    boolean isFlag() {
        return component().getType() == boolean.class;
    }

    /** The values of parts. */
    static List<@Nullable Object> values(Collection<JavaPart> parts) {
        return Arrays.asList(parts.stream().map(JavaPart::value).toArray());
    }
}
