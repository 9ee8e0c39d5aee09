package dev.reflux.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.reflux.error.RefluxException;
import dev.reflux.runtime.MigrationReport;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a run says when it was broken. */
final class Failures {

    private static final int LIMIT_SECONDS = 180;

    private Failures() {}

    /** The same of the command line, whose error stream holds no stack trace; whether it ended well. */
    static boolean assertTold(CliProcess process, String... types) throws InterruptedException {
        int status = process.await();
        String said = process.said();
        assertThat(said).doesNotContain("\tat ", "Exception:");
        if (status != 0) {
            assertThat(status).as(said).isEqualTo(1);
            assertThat(said).contains("error: ").containsAnyOf(types);
        }
        return status == 0;
    }

    /** The run ends in time: well, where all was committed before the fault struck, or with an error of these types. */
    static Optional<RefluxException> assertTold(CompletableFuture<MigrationReport> run, String... types) {
        try {
            run.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(RefluxException.class);
            RefluxException told = (RefluxException) e.getCause();
            assertThat(told.code()).as(told.getMessage()).isIn((Object[]) types);
            assertThat(told.getMessage()).isNotBlank().doesNotContain("\tat ", "Exception:", "null");
            return Optional.of(told);
        } catch (InterruptedException | TimeoutException e) {
            return fail("The run did not end within " + LIMIT_SECONDS + " s", e);
        }
    }
}
