package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ListenerPairTests {

    @Test
    void passesOnAllThatAListenerHears() {
        assertThat(Arrays.stream(MigrationListener.class.getMethods())
                        .filter(method -> method.getReturnType() == void.class)
                        .map(Method::getName))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Arrays.stream(ListenerPair.class.getDeclaredMethods())
                                .map(Method::getName))
                        .contains(name));
    }
}
