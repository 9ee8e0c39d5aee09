package dev.reflux;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The class loader by which files and classes are found, lent to the threads that look for them: those of a scheduler are
 * nobody's, and have the loader of whoever happened to need one first.
 *
 * @param loader the loader
 */
record ContextClassLoader(ClassLoader loader) {

    /** The given one, else that of the calling thread, else Reflux's own. */
    static ContextClassLoader chosen(@Nullable ClassLoader given) {
        if (given != null) {
            return new ContextClassLoader(given);
        }
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return new ContextClassLoader(ofThread == null ? ContextClassLoader.class.getClassLoader() : ofThread);
    }

    /** Does work on the calling thread, which has its own loader again afterwards. */
    <T extends @Nullable Object> T call(Callable<? extends T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
