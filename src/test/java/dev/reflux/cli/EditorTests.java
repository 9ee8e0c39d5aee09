package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.ConfigException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditorTests {

    @TempDir
    Path folder;

    private static Editor choose(Map<String, String> environment) {
        return Editor.choose(environment::get);
    }

    private void program(String name) throws IOException {
        Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    @Test
    void isVisualThenEditor() {
        assertThat(choose(Map.of("VISUAL", "code --wait", "EDITOR", "vi")).words())
                .containsExactly("code", "--wait");
        assertThat(choose(Map.of("VISUAL", " ", "EDITOR", "'my editor' -f")).words())
                .containsExactly("my editor", "-f");
    }

    @Test
    void isElseOneThatIsThere() throws IOException {
        Files.writeString(folder.resolve("vi"), "not executable");
        program("nano");
        String path = String.join(File.pathSeparator, "", "/no/such/folder", folder.toString());

        assertThat(choose(Map.of("PATH", path)).words()).containsExactly("nano");
    }

    @Test
    void isAskedForWhereThereIsNone() {
        for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of("PATH", folder.toString()))) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> choose(environment))
                    .withMessageContaining("VISUAL or EDITOR");
        }
    }

    @Test
    void thatCannotBeUnderstoodNamesItsVariable() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> choose(Map.of("EDITOR", "vi 'x")))
                .withMessageStartingWith("The environment variable EDITOR has a quote");
    }

    @Test
    void hasTheTerminalOnlyWhereItIsShared() {
        Editor editor = choose(Map.of("EDITOR", "vi"));
        Path file = Path.of("a b.sql");

        ProcessBuilder shared = editor.program(file, true);
        ProcessBuilder apart = editor.program(file, false);

        assertThat(shared.command()).containsExactly("vi", file.toAbsolutePath().toString());
        assertThat(shared.redirectOutput()).isEqualTo(Redirect.INHERIT);
        assertThat(apart.redirectInput()).isEqualTo(Redirect.INHERIT);
        assertThat(apart.redirectOutput()).isEqualTo(Redirect.PIPE);
        assertThat(apart.redirectErrorStream()).isTrue();
    }
}
