package dev.reflux.spring;

import dev.reflux.RefluxBuilder;

/**
 * Changes how the application's {@link dev.reflux.Reflux} is built, after the properties have been applied. Beans of this type are
 * called in their order; a later one may undo what an earlier one did. What listens to runs and what cancels them is added to what
 * is there, and takes nothing away.
 */
@FunctionalInterface
public interface RefluxCustomizer {

    /**
     * Changes the builder.
     *
     * @param builder with properties, database, class loader and listeners set
     */
    void customize(RefluxBuilder builder);
}
