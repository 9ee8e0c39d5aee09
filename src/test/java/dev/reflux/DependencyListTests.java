package dev.reflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/dependencies.md} lists what the build has resolved, version by version. */
class DependencyListTests {

    private static final Path LIST = Path.of("docs/dependencies.md");

    /** Written by the build, which alone knows which of the class path is for tests. */
    private static final Path RESOLVED = Path.of("target/dependencies.txt");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`:]+:[^`:]+)` \\| (\\S+) \\| \\S[^|]* \\| \\S[^|]* \\|$");

    /** Group, artifact, type, maybe a classifier, version. */
    private static final Pattern ARTIFACT =
            Pattern.compile("(?m)^ *([\\w.-]+:[\\w.-]+):jar:(?:[\\w.-]+:)?([\\w.-]+):(?:compile|runtime)\\b");

    /** The binaries of the embedded server, whose platform and version a build may choose. */
    private static final String CHOSEN = "io.zonky.test.postgres:";

    @Test
    void everyRunTimeDependencyIsListedWithItsVersion() throws IOException {
        assumeThat(RESOLVED).as("what the build has resolved").exists();

        Set<String> resolved = found(ARTIFACT, Files.readString(RESOLVED));

        assertThat(resolved).contains("io.r2dbc:r2dbc-spi 1.0.0.RELEASE").hasSizeGreaterThan(30);
        assertThat(found(ROW, Files.readString(LIST)))
                .as(LIST + " must list what mvn dependency:tree -Dscope=runtime does")
                .isEqualTo(resolved);
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (!matcher.group(1).startsWith(CHOSEN)) {
                found.add(matcher.group(1) + " " + matcher.group(2));
            }
        }
        return found;
    }
}
