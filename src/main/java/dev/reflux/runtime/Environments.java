package dev.reflux.runtime;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Makes the environment of a run: the one that the configuration names, else the standard one. */
public final class Environments {

    private Environments() {}

    /**
     * The environment for a context.
     *
     * @throws ConfigException if the configured class is not there, is no environment, or cannot be constructed
     */
    public static MigrationEnvironment create(EnvironmentContext context) {
        String name = context.config().environment();
        return name == null ? new MigrationEnvironment(context) : create(name, context);
    }

    private static MigrationEnvironment create(String name, EnvironmentContext context) {
        try {
            return load(name)
                    .asSubclass(MigrationEnvironment.class)
                    .getConstructor(EnvironmentContext.class)
                    .newInstance(context);
        } catch (ClassNotFoundException e) {
            throw refused(name, "is not on the class path", e);
        } catch (ClassCastException e) {
            throw refused(name, "does not extend " + MigrationEnvironment.class.getName(), e);
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw refused(name, "has no public constructor that takes an EnvironmentContext", e);
        } catch (InvocationTargetException e) {
            throw refused(name, "failed in its constructor: " + e.getCause(), e.getCause());
        }
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return Class.forName(name, true, ofThread == null ? Environments.class.getClassLoader() : ofThread);
    }

    private static ConfigException refused(String name, String reason, @Nullable Throwable cause) {
        return new ConfigException(
                "The environment " + name + " " + reason + ". Correct the key environment, or remove it.",
                Place.UNKNOWN,
                cause);
    }
}
