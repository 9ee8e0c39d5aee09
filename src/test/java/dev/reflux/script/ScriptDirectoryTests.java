package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.revision.Direction;
import dev.reflux.revision.RevisionNode;
import dev.reflux.sql.SqlLexis;
import dev.reflux.testsupport.RevisionFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptDirectoryTests {

    @TempDir
    private Path folder;

    private RevisionFolder files;

    @BeforeEach
    void files() {
        files = RevisionFolder.in(folder);
    }

    private ScriptDirectory load(boolean compileJava) {
        RefluxConfig config = RefluxConfig.builder()
                .versionLocations(List.of(folder.toString()))
                .compileJava(compileJava)
                .build();
        return ScriptDirectory.load(config, SqlLexis.postgresql());
    }

    @Nested
    class MixedFormats {

        @BeforeEach
        void mix() {
            files.text("a.sql", "-- revision: a\n-- +upgrade\nSELECT 1;\n");
            files.text("b_second.yaml", "revision: b\ndown_revision: a\nupgrade: []\n");
            files.text("b2.YML", "revision: b2\ndown_revision: a\nupgrade: []\n");
            files.text("ThirdOne.java", "@Revision(id = \"c\", downRevision = {\"b\", \"b2\"}) class ThirdOne {}");
            files.text("Helper.java", "class Helper {}");
            files.text("README.md", "revision: no");
            files.text("sql", "no ending, so no revision");
        }

        @Test
        void makeOneGraph() {
            ScriptDirectory scripts = load(true);

            assertThat(scripts.graph().heads()).extracting(RevisionNode::id).containsExactly("c");
            assertThat(scripts.graph().resolve("c").get(0).downRevisions()).containsExactly("b", "b2");
            assertThat(scripts.script("b").header().message()).isEqualTo("second");
            assertThat(scripts.script("c").header().message()).isEqualTo("third one");
            assertThat(scripts.script("c").name()).endsWith("ThirdOne.java");
        }

        @ParameterizedTest
        @ValueSource(strings = {"b", "b2", "c"})
        void doNotHaveABodyUnlessTheyAreSql(String id) {
            RevisionScript script = load(true).script(id);

            for (Runnable use : List.<Runnable>of(
                    script::requireRunnable, script::inspect, () -> script.open(Direction.DOWNGRADE))) {
                assertThatThrownBy(use::run)
                        .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> {
                            assertThat(e.revision()).isEqualTo(id);
                            assertThat(e.file()).isEqualTo(script.name());
                        })
                        .hasMessageStartingWith("This version of Reflux runs SQL revisions only, and revision " + id)
                        .hasMessageContaining("Write the revision as a .sql file with the same id");
            }
        }

        @Test
        void areRunnableWhereTheyAreSql() {
            RevisionScript script = load(true).script("a");

            script.requireRunnable();
            assertThat(script.inspect().upgrade().parts()).hasSize(1);
        }

        @Test
        void nameBothFilesOfAnIdThatIsDeclaredTwice() {
            files.text("again.yaml", "revision: 'a'\nupgrade: []\n");

            assertThatThrownBy(() -> load(true))
                    .isInstanceOf(RevisionGraphException.class)
                    .hasMessageContaining("a.sql")
                    .hasMessageContaining("again.yaml");
        }

        @Test
        void areRefusedWhereJavaIsNotAllowed() {
            assertThatThrownBy(() -> load(false))
                    .isInstanceOfSatisfying(
                            ConfigException.class, e -> assertThat(e.file()).endsWith("Helper.java"))
                    .hasMessageContaining("compile-java is false");
        }
    }

    @Test
    void withoutJavaFilesNothingIsToBeRefused() {
        files.chain(2).text("c.yaml", "revision: c\ndown_revision: r2\nupgrade: []\n");

        assertThat(load(false).graph().heads()).extracting(RevisionNode::id).containsExactly("c");
    }
}
