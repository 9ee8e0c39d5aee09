package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListenerPairTests {

    static List<Method> events() {
        return Arrays.stream(MigrationListener.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == void.class && !method.isSynthetic())
                .toList();
    }

    private final List<String> heard = new ArrayList<>();

    private MigrationListener recorder(String name) {
        return (MigrationListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MigrationListener.class}, (self, method, arguments) -> {
                    heard.add(name + " " + method.getName());
                    return null;
                });
    }

    @ParameterizedTest
    @MethodSource("events")
    void tellsEveryEventToBothInOrder(Method event) throws ReflectiveOperationException {
        MigrationListener pair = new ListenerPair(recorder("first"), recorder("second"));

        event.invoke(pair, new Object[event.getParameterCount()]);

        assertThat(heard).containsExactly("first " + event.getName(), "second " + event.getName());
    }
}
