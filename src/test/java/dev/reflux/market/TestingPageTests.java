package dev.reflux.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about tests shows code that the build compiles and runs. */
class TestingPageTests {

    private static final Path SOURCES = Path.of("src/test/java/dev/reflux/market");
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\n(.*?)^```$");
    private static final String OWN_CHAIN = "@RefluxTest";

    @Test
    void everyBlockOfJavaIsInATest() throws IOException {
        String sources = flat(Files.readString(SOURCES.resolve("SplitFullNamesIntegrationTests.java"))
                + Files.readString(SOURCES.resolve("MarketChainIntegrationTests.java")));

        List<String> blocks = JAVA.matcher(Files.readString(Path.of("docs/testing.md")))
                .results()
                .map(block -> flat(block.group(1)))
                .filter(block -> block.contains(OWN_CHAIN) || block.contains("StepVerifier"))
                .toList();

        assertThat(blocks).hasSize(3).allSatisfy(block -> assertThat(sources).contains(block));
    }

    /** The page may break and indent lines in another way, and leave out the end of a class. */
    private static String flat(String code) {
        return code.replaceAll("\\s+", "").replaceAll("}+$", "");
    }
}
