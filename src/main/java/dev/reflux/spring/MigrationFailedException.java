package dev.reflux.spring;

import dev.reflux.error.CancelledException;
import dev.reflux.error.ExitStatus;
import dev.reflux.error.RefluxException;
import dev.reflux.runtime.MigrationReport.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ExitCodeGenerator;

/** The migration on start-up has failed; gives the process the exit status that the command line would have. */
final class MigrationFailedException extends RuntimeException implements ExitCodeGenerator {

    private static final long serialVersionUID = 1L;

    /**
     * The virtual machine ends with 1 then. Of any other status Spring Boot tells the context, which has just failed, and
     * logs at length that it cannot.
     */
    private static final int LEFT_TO_THE_JVM = 0;

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

    @Override
    public int getExitCode() {
        if (!(getCause() instanceof RefluxException failure)) {
            return LEFT_TO_THE_JVM;
        }
        int status = failure instanceof CancelledException ? ExitStatus.TERMINATED : failure.exitStatus();
        return status == ExitStatus.FAILED ? LEFT_TO_THE_JVM : status;
    }
}
