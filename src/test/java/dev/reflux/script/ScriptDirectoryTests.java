package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.revision.RevisionNode;
import dev.reflux.sql.SqlLexis;
import dev.reflux.testsupport.RevisionFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

        @Test
        void areEachOfTheirKind() {
            ScriptDirectory scripts = load(true);

            assertThat(scripts.script("a")).isInstanceOf(SqlRevision.class);
            assertThat(scripts.script("b")).isInstanceOf(YamlRevision.class);
            assertThat(scripts.script("b2")).isInstanceOf(YamlRevision.class);
            assertThat(scripts.script("c")).isInstanceOf(JavaRevision.class);
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
