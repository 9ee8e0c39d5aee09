package dev.reflux.config;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One key of the configuration: its name, how it is read, what it must keep and what holds when it is not given.
 *
 * <p>Compared by identity: each is a constant of {@link Settings}.
 */
final class Setting<T> {

    private enum OnNull {
        REFUSE,
        NULL,
        FALLBACK
    }

    private final String key;
    private final Function<YamlValue, ? extends @Nullable T> reader;
    private final @Nullable T fallback;
    private final OnNull onNull;
    private final Check<? super T> check;

    private Setting(
            String key,
            Function<YamlValue, ? extends @Nullable T> reader,
            @Nullable T fallback,
            OnNull onNull,
            Check<? super T> check) {
        this.key = key;
        this.reader = reader;
        this.fallback = fallback;
        this.onNull = onNull;
        this.check = check;
    }

    /** A key that always has a value. */
    static <T> Setting<T> of(String key, Function<YamlValue, T> reader, T fallback) {
        return new Setting<>(key, reader, fallback, OnNull.REFUSE, value -> null);
    }

    /** A key whose value may be null, and is null when it is not given. */
    static <T> Setting<T> nullable(String key, Function<YamlValue, ? extends @Nullable T> reader) {
        return new Setting<>(key, reader, null, OnNull.NULL, value -> null);
    }

    /** A key that null switches off, while it has a value when it is not given. */
    static <T> Setting<T> nullable(String key, Function<YamlValue, T> reader, T fallback) {
        return new Setting<>(key, reader, fallback, OnNull.NULL, value -> null);
    }

    /** A key over further keys, whose value is the default where all of those are commented out. */
    static <T> Setting<T> group(String key, Function<YamlValue, T> reader, @Nullable T fallback) {
        return new Setting<>(key, reader, fallback, OnNull.FALLBACK, value -> null);
    }

    /** The same with a rule; null is never checked. */
    Setting<T> checked(Check<? super T> rule) {
        return new Setting<>(key, reader, fallback, onNull, rule);
    }

    /** In kebab case. */
    String key() {
        return key;
    }

    /** Name of the accessor and of the builder's method: the key in camel case. */
    String argument() {
        List<String> words = List.of(key.split("-", -1));
        return Stream.concat(
                        Stream.of(words.get(0)),
                        words.stream()
                                .skip(1)
                                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)))
                .collect(Collectors.joining());
    }

    @Nullable
    T fallback() {
        return fallback;
    }

    /** The checked value in a file; all errors bear its place. */
    @Nullable
    T read(YamlValue value) {
        if (value.isNull()) {
            return readNull(value);
        }
        T read = readPlaced(value);
        String problem = read == null ? null : check.problem(read);
        if (problem != null) {
            throw value.error(problem);
        }
        return read;
    }

    /** Returns a value given by a caller. The name begins the message of an error. */
    @Nullable
    T checked(String name, @Nullable T value) {
        if (value == null && onNull == OnNull.REFUSE) {
            throw new ConfigException(name + " must not be null.");
        }
        String problem = value == null ? null : check.problem(value);
        if (problem != null) {
            throw new ConfigException(name + " " + problem + ".");
        }
        return value == null && onNull == OnNull.FALLBACK ? fallback : value;
    }

    private @Nullable T readNull(YamlValue value) {
        if (onNull == OnNull.REFUSE) {
            throw value.error("must not be null; leave the key out for its default");
        }
        return onNull == OnNull.FALLBACK ? fallback : null;
    }

    private @Nullable T readPlaced(YamlValue value) {
        try {
            return reader.apply(value);
        } catch (ConfigException problem) {
            if (problem.place().equals(Place.UNKNOWN)) {
                throw value.wrap(problem);
            }
            throw problem;
        }
    }
}
