package dev.reflux.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** What the build has made of the examples. */
final class ExampleBuild {

    private static final String SKIPPED = "examples.skipped";

    private ExampleBuild() {}

    /** The file, without which the running test fails; the test is skipped where examples were not to be built. */
    static Path file(String path) {
        Path file = Path.of(path).toAbsolutePath();
        if (Boolean.getBoolean(SKIPPED)) {
            Assumptions.abort("The examples were not built; say -DskipExamples=false.");
        }
        assertThat(Files.isRegularFile(file))
                .as("%s, which mvn verify makes before the integration tests", path)
                .isTrue();
        return file;
    }
}
