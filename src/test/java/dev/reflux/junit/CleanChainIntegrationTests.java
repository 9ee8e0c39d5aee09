package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/**
 * A clean chain passes every check; of {@code checks.revisions} revisions, which a benchmark takes the time of with three
 * hundred.
 */
@ExtendWith(PostgresServer.class)
class CleanChainIntegrationTests {

    private static final int REVISIONS = Integer.getInteger("checks.revisions", 60);
    private static final long SEED = 7;

    @Test
    void chainPassesEveryCheck(TestDatabase database, @TempDir Path folder) {
        GeneratedChain.write(folder, REVISIONS, SEED);

        EngineExecutionResults results = CleanChain.checked(folder, database.url());

        CleanChain.times(results).forEach((check, time) -> System.out.printf("%-40s %6d ms%n", check, time.toMillis()));
        assertThat(results.allEvents().failed().stream()
                        .map(event -> CleanChain.name(event) + ": "
                                + event.getPayload(TestExecutionResult.class)
                                        .flatMap(TestExecutionResult::getThrowable)))
                .isEmpty();
        assertThat(results.testEvents().aborted().stream().map(CleanChain::name))
                .containsExactly("chainEndsWithTheExpectedSchema(CheckedChain)");
        assertThat(results.testEvents().succeeded().count()).isGreaterThan(4L * REVISIONS);
    }
}
