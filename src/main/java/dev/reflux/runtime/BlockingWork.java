package dev.reflux.runtime;

import dev.reflux.error.InternalException;
import dev.reflux.error.Place;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Work that blocks, on a thread that may. */
public final class BlockingWork {

    private BlockingWork() {}

    /**
     * A publisher of what the work gives, empty for null. Each subscription does it anew.
     *
     * <p>An error of linkage, an overflow of the stack and want of memory fail it with {@link InternalException}: Reactor would let them
     * end the thread and leave the subscriber waiting, and code of users that is compiled or loaded late can easily miss a class
     * or call itself.
     */
    public static <T> Mono<T> mono(Callable<? extends @Nullable T> work) {
        return Mono.<T>fromCallable(() -> call(work)).subscribeOn(Schedulers.boundedElastic());
    }

    private static <T> @Nullable T call(Callable<? extends @Nullable T> work) throws Exception {
        try {
            return work.call();
        } catch (LinkageError e) {
            throw refused(e, "Check that all libraries are on the class path, each in one version.");
        } catch (StackOverflowError e) {
            throw refused(
                    e, "The cause shows what calls itself or is nested too deeply; -Xss gives Java a larger stack.");
        } catch (OutOfMemoryError e) {
            throw refused(
                    e,
                    "Give Java more memory, as in -Xmx2g, or divide the file: of a SQL file each statement must fit, of"
                            + " another the whole.");
        }
    }

    private static InternalException refused(Error error, String advice) {
        return new InternalException(
                "The Java runtime refused to go on: " + error + ". " + advice, Place.UNKNOWN, error);
    }
}
