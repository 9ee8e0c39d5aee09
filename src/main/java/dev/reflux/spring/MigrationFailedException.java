package dev.reflux.spring;

import dev.reflux.error.CancelledException;
import dev.reflux.error.ExitStatus;
import dev.reflux.error.RefluxException;
import dev.reflux.runtime.MigrationReport.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The migration on start-up has failed.
 *
 * <p>This is no {@code ExitCodeGenerator}: Spring Boot tells listeners of the status before it takes it, and in an application
 * context whose start has failed these can often not be made, so that the status would be lost.
 */
final class MigrationFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable List<Step> committed;

    /**
     * Creates the exception.
     *
     * @param committed the steps that stay, or null where that is not known
     */
    MigrationFailedException(Throwable cause, @Nullable List<Step> committed) {
        super(cause.getMessage(), cause);
        this.committed = committed;
    }

    /** The steps that stay, or null where that is not known. */
    @Nullable
    List<Step> committed() {
        return committed;
    }

    /** The status that the command line would have ended with. */
    int exitStatus() {
        if (!(getCause() instanceof RefluxException failure)) {
            return ExitStatus.FAILED;
        }
        return failure instanceof CancelledException ? ExitStatus.TERMINATED : failure.exitStatus();
    }
}
