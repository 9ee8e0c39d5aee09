package dev.reflux.script.notation;

import dev.reflux.schema.DataType;
import dev.reflux.schema.Types;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the calls of {@link Types} that give a type. Not for several threads. */
final class JavaTypes {

    /** Methods that take nothing but sizes. */
    private static final List<Method> FACTORIES = Arrays.stream(Types.class.getMethods())
            .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == DataType.class)
            .filter(method -> Stream.of(method.getParameterTypes()).allMatch(int.class::equals))
            .sorted(Comparator.comparing(Method::getName))
            .toList();

    private final JavaImports imports;
    private final Map<DataType, Optional<JavaCode>> known = new HashMap<>();

    JavaTypes(JavaImports imports) {
        this.imports = imports;
    }

    /** An expression that gives the type. */
    JavaCode of(DataType type) {
        return factory(type)
                .orElseGet(() -> JavaCode.call(imports.member(Types.class, "type"), JavaTextCode.of(type.toString())));
    }

    /** An expression that gives the type or is its text. */
    JavaCode ofColumn(DataType type) {
        return factory(type).orElseGet(() -> JavaTextCode.of(type.toString()));
    }

    private Optional<JavaCode> factory(DataType type) {
        Optional<JavaCode> found = known.get(type);
        if (found == null) {
            found = type.dimensions() > 0 ? array(type) : simple(type);
            known.put(type, found);
        }
        return found;
    }

    private Optional<JavaCode> array(DataType type) {
        DataType element =
                new DataType(type.schema(), type.name(), type.builtIn(), type.arguments(), type.dimensions() - 1);
        return factory(element).map(code -> JavaCode.call(imports.member(Types.class, "array"), code));
    }

    private Optional<JavaCode> simple(DataType type) {
        boolean sized = type.arguments().stream().allMatch(argument -> argument.matches("-?(0|[1-9][0-9]{0,8})"));
        if (!type.builtIn() || !sized) {
            return Optional.empty();
        }
        Object[] sizes = type.arguments().stream().map(Integer::valueOf).toArray();
        return FACTORIES.stream()
                .filter(method -> method.getParameterCount() == sizes.length)
                .filter(method -> gives(method, sizes, type))
                .findFirst()
                .map(method -> JavaCode.call(
                        imports.member(Types.class, method.getName()),
                        Arrays.stream(sizes).map(JavaCode::word).toList()));
    }

    private static boolean gives(Method method, Object[] sizes, DataType type) {
        try {
            return type.equals(method.invoke(null, sizes));
        } catch (InvocationTargetException refused) {
            return false;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
