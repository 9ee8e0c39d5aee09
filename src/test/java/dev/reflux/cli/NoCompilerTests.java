package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.cli.CliProject.Result;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java runtimes without the module of the compiler, and without that of its interfaces. */
class NoCompilerTests {

    private static final String MODULES = "java.base,java.logging,java.management,java.naming,java.sql,jdk.unsupported";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {MODULES + ",java.compiler", MODULES})
    void sayWhatToDoWhereJavaIsToBeCompiled(String modules) {
        CliProject project = CliProject.in(folder);
        project.revisions().chain(1).text("Helper.java", "class Helper {}");
        project.revisions()
                .text(
                        "A.java",
                        "import dev.reflux.migration.*; @Revision(id = \"a\", downRevision = \"r1\")"
                                + " public class A implements Migration { public void upgrade(Operations op) {} }");
        Map<String, String> limits = Map.of("JDK_JAVA_OPTIONS", "--limit-modules=" + modules);

        Result listed = project.finish(project.start(limits, "heads"));
        Result other = project.finish(project.start(limits, "upgrade", "r1", "--sql"));
        Result run = project.finish(project.start(limits, "upgrade", "a", "--sql", "--output=json"));

        assertThat(listed.status()).as(listed.err()).isZero();
        assertThat(listed.out()).contains("a (head)");
        assertThat(other.status()).as(other.err()).isZero();
        assertThat(run.status()).as(run.all()).isEqualTo(2);
        assertThat(run.errorType()).isEqualTo("config_error");
        assertThat(run.out()).contains("has no compiler, which", "A.java needs. Run with a JDK");
    }
}
