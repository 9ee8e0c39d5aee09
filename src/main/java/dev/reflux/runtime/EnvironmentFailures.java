package dev.reflux.runtime;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import dev.reflux.error.RefluxException;
import dev.reflux.script.AuthorClass;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;

/** Makes errors that name the environment of what its code throws, or does not return. */
final class EnvironmentFailures {

    private static final String OURS = "dev.reflux.";

    private final String name;
    private final @Nullable String file;
    private final AuthorClass author;
    private final RefluxConfig config;

    EnvironmentFailures(Class<?> type, RefluxConfig config) {
        Optional<String> source = EnvironmentClass.file(config).map(Path::toString);
        this.name = source.orElse(type.getName());
        this.file = source.orElse(null);
        this.author = new AuthorClass(type.getName());
        this.config = config;
    }

    /** The error that a method gave nothing. */
    ConfigException nothing(String method, String advice) {
        return new ConfigException(
                "The method \"" + method + "\" of the environment " + name + " gave null. " + advice,
                file == null ? Place.UNKNOWN : Place.ofFile(file));
    }

    /** What was thrown, as it is to be reported: as it is, unless it comes from the environment's own code. */
    Throwable told(Throwable thrown) {
        Throwable failure = Exceptions.unwrap(thrown);
        if (failure instanceof RefluxException || isOfTheRuntime(failure) || !isFromEnvironment(failure)) {
            return thrown;
        }
        Place place = author.origin(failure)
                .filter(position -> file != null)
                .map(position -> new Place(null, file, position.line(), null))
                .orElse(Place.UNKNOWN);
        String where = file == null ? name : place.describe();
        return new ConfigException(
                "The environment threw " + config.mask(failure.toString()) + " at " + where
                        + ". Correct it, or what it met; the cause has the whole stack trace.",
                place,
                failure);
    }

    /** What says less of the code that met it than of the Java runtime or its class path. */
    private static boolean isOfTheRuntime(Throwable failure) {
        return failure instanceof LinkageError
                || (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError));
    }

    /** Whether code of the environment stands nearer to the origin than any of ours. */
    private boolean isFromEnvironment(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            boolean own = author.isOwn(frame.getClassName());
            if (own || frame.getClassName().startsWith(OURS)) {
                return own;
            }
        }
        return false;
    }
}
