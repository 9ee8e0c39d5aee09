package dev.reflux.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.InvalidOperationException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TypesTests {

    private static Stream<Method> factories() {
        return Arrays.stream(Types.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method ->
                        !method.getName().equals("array") && !method.getName().equals("type"));
    }

    private static String spelling(String method) {
        return switch (method) {
            case "bool" -> "boolean";
            case "doublePrecision" -> "double precision";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }

    @ParameterizedTest
    @MethodSource("factories")
    void everyFactoryGivesTheTypeOfItsName(Method method) throws ReflectiveOperationException {
        Object[] arguments = Stream.of(5, 2).limit(method.getParameterCount()).toArray();
        String written = spelling(method.getName());
        String suffix =
                switch (arguments.length) {
                    case 0 -> "";
                    case 1 -> "(5)";
                    default -> "(5,2)";
                };

        assertThat(method.invoke(null, arguments)).isEqualTo(DataType.parse(written + suffix));
    }

    @Test
    void anArrayOfAnArrayHasTwoDimensions() {
        assertThat(Types.array(Types.array(Types.varchar(3)))).hasToString("varchar(3)[][]");
        assertThat(Types.array(Types.type("shop.status"))).hasToString("shop.status[]");
    }

    @Test
    void anyTypeCanBeWritten() {
        assertThat(Types.type("geometry(Point,4326)")).hasToString("geometry(Point,4326)");
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> Types.varchar(0))
                .withMessage("type \"varchar(0)\" is no type: varchar takes a length from 1 to 10485760.");
    }

    @Test
    void anArrayOfSerialIsRefused() {
        assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> Types.array(Types.serial()));
    }
}
