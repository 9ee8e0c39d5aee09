package dev.reflux.runtime;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import dev.reflux.script.compiler.JavaFile;
import dev.reflux.script.source.ClassLoaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The class of an environment.
 *
 * @param type the class
 * @param name how the user knows it: a class name, or a file
 * @param place the file, if it is in one
 */
record EnvironmentClass(Class<? extends MigrationEnvironment> type, String name, Place place) {

    private static final String FILE = "Environment.java";
    private static final String ENDING = ".java";

    /** The one that a configuration names, or whose file is there; empty for the standard one. */
    static Optional<EnvironmentClass> find(RefluxConfig config) {
        return file(config).map(file -> inFile(file, config)).or(() -> Optional.ofNullable(config.environment())
                .map(EnvironmentClass::named));
    }

    /** The file that an environment is written in; empty for a class of the application, and for the standard one. */
    static Optional<Path> file(RefluxConfig config) {
        String name = config.environment();
        return name == null
                ? Optional.of(config.scriptLocation().resolve(FILE)).filter(Files::isRegularFile)
                : Optional.of(name).filter(each -> each.endsWith(ENDING)).map(Path::of);
    }

    private static EnvironmentClass named(String name) {
        try {
            Class<?> type = Class.forName(name, false, ClassLoaders.forClasses());
            return new EnvironmentClass(type.asSubclass(MigrationEnvironment.class), name, Place.UNKNOWN);
        } catch (ClassNotFoundException e) {
            throw refused(name, Place.UNKNOWN, "is not on the class path", e);
        } catch (ClassCastException e) {
            throw refused(name, Place.UNKNOWN, "does not extend " + MigrationEnvironment.class.getName(), e);
        } catch (LinkageError e) {
            throw refused(name, Place.UNKNOWN, "cannot be loaded: " + e, e);
        }
    }

    private static EnvironmentClass inFile(Path file, RefluxConfig config) {
        Place place = Place.ofFile(file.toString());
        if (!Files.isRegularFile(file)) {
            throw refused(file.toString(), place, "is not there", null);
        }
        if (!config.compileJava()) {
            throw new ConfigException(
                    "The environment " + file
                            + " is Java source, but compile-java is false, which refuses that. Compile"
                            + " it into the application and name the class by the key environment, or set"
                            + " compile-java: true.",
                    place);
        }
        return new EnvironmentClass(only(JavaFile.load(file), file, place), file.toString(), place);
    }

    private static Class<? extends MigrationEnvironment> only(List<Class<?>> declared, Path file, Place place) {
        List<Class<?>> fitting = declared.stream()
                .filter(MigrationEnvironment.class::isAssignableFrom)
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0).asSubclass(MigrationEnvironment.class);
        }
        String reason = fitting.isEmpty()
                ? "has no class that extends " + MigrationEnvironment.class.getName()
                : "has several environments: "
                        + fitting.stream().map(Class::getName).collect(Collectors.joining(", "));
        throw refused(file.toString(), place, reason, null);
    }

    /** The error that it cannot be used. */
    ConfigException refused(String reason, @Nullable Throwable cause) {
        return refused(name, place, reason, cause);
    }

    private static ConfigException refused(String name, Place place, String reason, @Nullable Throwable cause) {
        String advice = place.file() == null
                ? "Correct the key environment, or remove it."
                : "Correct the file, or the key environment.";
        return new ConfigException("The environment " + name + " " + reason + ". " + advice, place, cause);
    }
}
