package dev.reflux.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages about examples show the code that the build compiles. */
class ExamplePagesTests {

    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    @ParameterizedTest
    @CsvSource({"migrate-job.md,migrate-job", "reactor-netty.md,reactor-netty-service", "micronaut.md,micronaut-service"
    })
    void everyBlockOfJavaIsInTheExample(String page, String example) throws IOException {
        String sources = String.join("\n", sources(Path.of("examples", example, "src/main/java")));

        List<String> blocks = JAVA.matcher(Files.readString(Path.of("docs", page)))
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(sources).contains(block));
    }

    @ParameterizedTest
    @CsvSource({"migrate-job.md,migrate-job", "reactor-netty.md,reactor-netty-service", "micronaut.md,micronaut-service"
    })
    void everyFileThatIsLinkedIsThere(String page, String example) throws IOException {
        Matcher links =
                Pattern.compile("]\\((\\.\\./examples/[^)]+)\\)").matcher(Files.readString(Path.of("docs", page)));

        List<Path> linked = links.results()
                .map(link -> Path.of("docs", link.group(1)).normalize())
                .toList();

        assertThat(linked).contains(Path.of("examples", example)).allSatisfy(path -> assertThat(path)
                .exists());
    }

    private static List<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ExamplePagesTests::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
