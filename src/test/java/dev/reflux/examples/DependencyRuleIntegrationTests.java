package dev.reflux.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The rule that {@code examples/dependencies} holds over what users of the library get with it. */
class DependencyRuleIntegrationTests {

    private static final String LOG = "target/examples-logs/dependencies/build.log";
    private static final String END = "Finished at:";

    private static String[] builds() throws IOException {
        return Files.readString(ExampleBuild.file(LOG)).split(END, -1);
    }

    @Test
    void theLibraryKeepsIt() throws IOException {
        assertThat(builds()[0]).contains("BannedDependencies passed", "BUILD SUCCESS");
    }

    @Test
    void whoBreaksItIsNamed() throws IOException {
        assertThat(builds()).hasSize(3);
        assertThat(builds()[1] + builds()[2])
                .contains("BUILD FAILURE", "Reflux must bring none of these to its users.")
                .containsPattern("ch\\.qos\\.logback:logback-classic:\\S+ <--- banned")
                .containsPattern("info\\.picocli:picocli:\\S+ <--- banned")
                .containsPattern("org\\.junit\\.jupiter:junit-jupiter:\\S+ <--- banned")
                .containsPattern("tools\\.jackson\\.core:jackson-databind:\\S+ <--- banned");
    }
}
