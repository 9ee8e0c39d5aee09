package dev.reflux.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostmasterFileTests {

    private static final List<String> WHOLE =
            List.of("4711", "/data", "1790000000", "54321", "", "127.0.0.1", "  4587521         5", "ready   ");

    @Test
    void aWholeFileGivesProcessPortAndAddress() {
        assertThat(PostmasterFile.parse(WHOLE))
                .contains(new PostmasterFile(4711, 1790000000L, 54321, "127.0.0.1", PostmasterFile.Status.READY));
    }

    @ParameterizedTest
    @CsvSource({"'ready   ', READY", "standby, READY", "'stopping', STOPPING", "starting, STARTING", "'', STARTING"})
    void theLastLineIsTheStatus(String line, PostmasterFile.Status status) {
        List<String> lines = List.of("4711", "/data", "1", "2", "", "127.0.0.1", "1 2", line);
        assertThat(PostmasterFile.parse(lines)).map(PostmasterFile::status).contains(status);
    }

    @Test
    void aFileBeingWrittenIsAStartingServer() {
        for (int lines = 1; lines < WHOLE.size(); lines++) {
            assertThat(PostmasterFile.parse(WHOLE.subList(0, lines)))
                    .map(PostmasterFile::status)
                    .contains(PostmasterFile.Status.STARTING);
        }
        assertThat(PostmasterFile.parse(WHOLE.subList(0, 2)))
                .contains(new PostmasterFile(4711, 0, 0, "", PostmasterFile.Status.STARTING));
    }

    @Test
    void anEmptyOrForeignFileNamesNoProcess() {
        assertThat(PostmasterFile.parse(List.of())).isEmpty();
        assertThat(PostmasterFile.parse(List.of("hello"))).isEmpty();
        assertThat(PostmasterFile.parse(List.of("0"))).isEmpty();
    }
}
