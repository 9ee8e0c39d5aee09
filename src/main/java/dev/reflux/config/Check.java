package dev.reflux.config;

import org.jspecify.annotations.Nullable;

/** A rule for a value, used alike for what stands in a file and what is given to the builder. */
@FunctionalInterface
interface Check<T> {

    /** What is wrong with the value, to be read after its name ("must not be blank"), or null. Never quotes a secret. */
    @Nullable
    String problem(T value);
}
