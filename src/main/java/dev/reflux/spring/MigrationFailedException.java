package dev.reflux.spring;

import dev.reflux.error.RefluxException;
import dev.reflux.runtime.MigrationReport.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ExitCodeGenerator;

/** The migration on start-up has failed; gives the process the exit status that the command line would have. */
final class MigrationFailedException extends RuntimeException implements ExitCodeGenerator {

    private static final long serialVersionUID = 1L;

    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int LOCKED = 4;
    private static final int TERMINATED = 143;

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
            return FAILED;
        }
        return switch (failure.code()) {
            case "usage_error", "config_error" -> USAGE;
            case "lock_not_acquired" -> LOCKED;
            case "cancelled" -> TERMINATED;
            default -> FAILED;
        };
    }
}
