package dev.reflux.runtime;

import dev.reflux.error.ConfigException;
import dev.reflux.error.RefluxException;
import java.lang.reflect.InvocationTargetException;

/** Makes the environment of a run: the one that the configuration names, else the standard one. */
public final class Environments {

    private Environments() {}

    /**
     * The environment for a context: of the class that {@code environment} names, or that its {@code .java} file declares,
     * or the file {@code Environment.java} of the script location. Compiling it blocks.
     *
     * @throws ConfigException if there is no such class, or it is no environment or cannot be constructed
     * @throws dev.reflux.error.InvalidRevisionFileException if its file cannot be compiled
     */
    public static MigrationEnvironment create(EnvironmentContext context) {
        return EnvironmentClass.find(context.config())
                .map(found -> construct(found, context))
                .orElseGet(() -> new MigrationEnvironment(context));
    }

    private static MigrationEnvironment construct(EnvironmentClass found, EnvironmentContext context) {
        try {
            return found.type().getConstructor(EnvironmentContext.class).newInstance(context);
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw found.refused("is no public class with a public constructor that takes an EnvironmentContext", e);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RefluxException known) {
                throw known;
            }
            throw found.refused("failed in its constructor: " + e.getCause(), e.getCause());
        } catch (LinkageError e) {
            throw found.refused("cannot be used: " + e, e);
        }
    }
}
