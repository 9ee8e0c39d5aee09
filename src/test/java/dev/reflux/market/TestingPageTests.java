package dev.reflux.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about tests shows code that the build compiles and runs. */
class TestingPageTests {

    private static final Path SOURCES = Path.of("src/test/java/dev/reflux/market");
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    @Test
    void everyBlockOfJavaIsInATest() throws IOException {
        String sources = flat(Files.readString(SOURCES.resolve("SplitFullNamesIntegrationTests.java"))
                + Files.readString(SOURCES.resolve("MarketChainIntegrationTests.java")));

        List<String> blocks = JAVA.matcher(Files.readString(Path.of("docs/testing.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("@RefluxTest") || block.contains("StepVerifier"))
                .toList();

        assertThat(blocks).hasSize(3).allSatisfy(block -> assertThat(pieces(block))
                .allSatisfy(piece -> assertThat(sources).contains(piece)));
    }

    /** The imports one by one, since a test may need more of them, and the rest. */
    private static List<String> pieces(String block) {
        List<String> pieces = new ArrayList<>(block.lines()
                .filter(TestingPageTests::isImport)
                .map(TestingPageTests::flat)
                .toList());
        pieces.add(flat(block.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"))));
        return pieces;
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    /** The page may break and indent lines in another way, and leave out the end of a class. */
    private static String flat(String code) {
        return code.replaceAll("\\s+", "").replaceAll("}+$", "");
    }
}
