package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.testsupport.Eventually;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The signals are those of the test's own process; the outermost hook keeps them from ending it. */
@SuppressWarnings("try") // a hook works by being open
class SignalHookTests {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private SignalHook hook(String name) {
        return SignalHook.install(TrappedSignal.TERM, signal -> heard.add(name + " " + signal));
    }

    private static void raise() throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        type.getMethod("raise", type)
                .invoke(null, type.getConstructor(String.class).newInstance("TERM"));
    }

    private void assertHeard(String... names) {
        Eventually.holds(() -> assertThat(heard).containsExactlyInAnyOrder(names));
        heard.clear();
    }

    @Test
    void everyRunHearsASignal() throws ReflectiveOperationException {
        try (SignalHook outer = hook("outer");
                SignalHook inner = hook("inner")) {
            raise();
            assertHeard("outer TERM", "inner TERM");
        }
    }

    @Test
    void theHandlerBeforeIsBackAfterARun() throws ReflectiveOperationException {
        try (SignalHook outer = hook("outer")) {
            hook("inner").close();
            raise();
            assertHeard("outer TERM");
        }
    }

    @Test
    void runsMayEndInTheOrderInWhichTheyBegan() throws ReflectiveOperationException {
        try (SignalHook outer = hook("outer")) {
            SignalHook first = hook("first");
            SignalHook second = hook("second");
            first.close();
            raise();
            assertHeard("outer TERM", "second TERM");
            second.close();
            raise();
            assertHeard("outer TERM");
        }
    }
}
