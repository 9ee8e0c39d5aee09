package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.error.RefluxException;
import dev.reflux.migration.Migration;
import dev.reflux.migration.Operations;
import dev.reflux.migration.ReactiveMigration;
import dev.reflux.migration.ReactiveOperations;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The class of a Java revision.
 *
 * @param type the class with the annotation
 * @param place its file, and the revision
 * @param hasLines whether the lines of stack traces are lines of that file
 */
record MigrationClass(Class<?> type, Place place, boolean hasLines) {

    /**
     * Makes an instance.
     *
     * @throws InvalidRevisionFileException if it is no migration, or cannot be constructed
     */
    LoadedMigration load() {
        boolean blocking = Migration.class.isAssignableFrom(type);
        boolean reactive = ReactiveMigration.class.isAssignableFrom(type);
        if (!blocking && !reactive) {
            throw refused("implements neither Migration nor ReactiveMigration. Implement one of them");
        }
        if (blocking && reactive) {
            throw refused("implements both Migration and ReactiveMigration. Implement one of them");
        }
        return blocking
                ? new LoadedMigration.Blocking((Migration) instance(), reversible(Migration.class, Operations.class))
                : new LoadedMigration.Reactive(
                        (ReactiveMigration) instance(), reversible(ReactiveMigration.class, ReactiveOperations.class));
    }

    private boolean reversible(Class<?> migration, Class<?> operations) {
        try {
            return type.getMethod("downgrade", operations).getDeclaringClass() != migration;
        } catch (NoSuchMethodException e) {
            throw new LinkageError("Every migration has a method downgrade", e);
        }
    }

    private Object instance() {
        if (Modifier.isAbstract(type.getModifiers())) {
            throw refused(
                    "is abstract. Make a class of it that can be constructed, or remove its annotation @Revision");
        }
        try {
            return constructor().newInstance();
        } catch (InvocationTargetException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw refused("cannot be constructed: " + e + ". Correct it", e);
        } catch (LinkageError e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    private Constructor<?> constructor() {
        if (!Modifier.isPublic(type.getModifiers())) {
            throw refused("is not public. Write \"public\" before it");
        }
        try {
            return type.getConstructor();
        } catch (NoSuchMethodException e) {
            throw refused("has no public constructor without arguments. Add one");
        }
    }

    private RefluxException failed(Throwable cause) {
        if (cause instanceof RefluxException known && known.file() != null) {
            return known;
        }
        Place origin = origin(cause);
        return new InvalidRevisionFileException(
                origin.describe() + ": The class " + type.getName() + " of revision " + place.revision()
                        + " failed while it was constructed: " + cause + ". Correct its constructor or its fields.",
                origin,
                cause);
    }

    private Place origin(Throwable thrown) {
        String file = place.file();
        if (!hasLines || file == null) {
            return place;
        }
        return new AuthorClass(type.getName())
                .origin(thrown)
                .map(position -> new Place(place.revision(), file, position.line(), null))
                .orElse(place);
    }

    private InvalidRevisionFileException refused(String sentence) {
        return refused(sentence, null);
    }

    private InvalidRevisionFileException refused(String sentence, @Nullable Throwable cause) {
        return new InvalidRevisionFileException(
                place.describe() + ": The class " + type.getName() + " of revision " + place.revision() + " " + sentence
                        + ".",
                place,
                cause);
    }
}
