package dev.reflux.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Handles a signal of the process until it is closed; afterwards the handler before it is in force again.
 *
 * <p>The one class that touches {@code sun.misc.Signal}, of the supported module {@code jdk.unsupported} (JEP 260), since a
 * shutdown hook can tell neither one signal from another nor a first from a second. By name, because the compiler's warning
 * about that class cannot be suppressed; where the class is missing, signals keep their usual effect.
 */
final class SignalHook implements InvocationHandler, AutoCloseable {

    private final Runnable action;
    private volatile boolean active = true;
    private volatile @Nullable Registration registration;

    /** What it takes to change the handler, and the handler that was there before. */
    private record Registration(Method register, Object signal, Object own, Object before) {

        Object handle(Object handler) throws ReflectiveOperationException {
            return register.invoke(null, signal, handler);
        }
    }

    private SignalHook(Runnable action) {
        this.action = action;
    }

    /** Starts to handle a signal; where the virtual machine or the system keeps it to itself, nothing changes. */
    static SignalHook install(TrappedSignal signal, Consumer<TrappedSignal> action) {
        SignalHook hook = new SignalHook(() -> action.accept(signal));
        try {
            hook.registration = hook.register(signal.name());
        } catch (ReflectiveOperationException unavailable) {
            hook.active = false;
        }
        return hook;
    }

    private Registration register(String name) throws ReflectiveOperationException {
        Class<?> signalType = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        Object own = Proxy.newProxyInstance(SignalHook.class.getClassLoader(), new Class<?>[] {handlerType}, this);
        Method register = signalType.getMethod("handle", signalType, handlerType);
        return new Registration(register, signal, own, register.invoke(null, signal, own));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] arguments)
            throws IllegalAccessException, InvocationTargetException {
        return switch (method.getName()) {
            case "handle" -> {
                raised(method, arguments[0]);
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> toString();
        };
    }

    /** Tells every run that is under way in the process; where none is, whoever was there before the first of them. */
    private void raised(Method handle, Object signal) throws IllegalAccessException, InvocationTargetException {
        boolean heard = false;
        Object next = registration == null ? null : registration.own();
        for (SignalHook hook = hook(next); hook != null; hook = hook(next)) {
            heard |= hook.active;
            if (hook.active) {
                hook.action.run();
            }
            next = hook.before();
        }
        if (!heard && next != null) {
            handle.invoke(next, signal);
        }
    }

    private @Nullable Object before() {
        Registration mine = registration;
        return mine == null ? null : mine.before();
    }

    private static @Nullable SignalHook hook(@Nullable Object handler) {
        return handler != null
                        && Proxy.isProxyClass(handler.getClass())
                        && Proxy.getInvocationHandler(handler) instanceof SignalHook hook
                ? hook
                : null;
    }

    /** What was there before, less the hooks of runs that have ended. */
    private static Object lastInForce(Object handler) {
        SignalHook hook = hook(handler);
        Object before = hook == null || hook.active ? null : hook.before();
        return before == null ? handler : lastInForce(before);
    }

    /** The hook of a run that began later stays, and passes on what it hears to the handlers before. */
    @Override
    public void close() {
        Registration mine = registration;
        if (mine == null || !active) {
            return;
        }
        active = false;
        try {
            Object current = mine.handle(lastInForce(mine.before()));
            if (current != mine.own()) {
                mine.handle(current);
            }
        } catch (ReflectiveOperationException unexpected) {
            throw new IllegalStateException("A signal handler could not be given back", unexpected);
        }
    }
}
