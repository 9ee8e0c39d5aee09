package dev.reflux.script.notation;

import dev.reflux.operation.Operation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The names of operations in revision files: those of their records in snake case. */
public final class OperationNames {

    private static final Map<String, Class<?>> BY_NAME = byName();

    private OperationNames() {}

    private static Map<String, Class<?>> byName() {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        records(Operation.class).forEach(type -> types.put(of(type), type));
        return types;
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(OperationNames::records);
    }

    /** The name of an operation. */
    public static String of(Class<?> type) {
        return RecordKey.snakeCase(type.getSimpleName());
    }

    static Optional<Class<?>> type(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static List<String> all() {
        return List.copyOf(BY_NAME.keySet());
    }
}
