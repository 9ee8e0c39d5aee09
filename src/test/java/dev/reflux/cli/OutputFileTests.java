package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTests {

    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void isWrittenInUtf8() throws IOException {
        Path file = folder.resolve("graph.txt");

        OutputFile.of(file).replaceWith("größe ●\n");

        assertThat(file).content(StandardCharsets.UTF_8).isEqualTo("größe ●\n");
        assertThat(names()).containsExactly("graph.txt");
    }

    @Test
    void replacesAFileAndLeavesNothingElseBehind() throws IOException {
        Path file = Files.writeString(folder.resolve("graph.txt"), "old and longer");

        OutputFile.of(file).replaceWith("new");

        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("graph.txt");
    }

    @Test
    void hasTheRightsOfAnyNewFile() throws IOException {
        Path file = folder.resolve("graph.txt");
        Path other = Files.writeString(folder.resolve("other.txt"), "");

        OutputFile.of(file).replaceWith("new");

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void behindALinkIsReplacedWhereItIs() throws IOException {
        Path file =
                Files.writeString(Files.createDirectory(folder.resolve("real")).resolve("graph.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);

        OutputFile.of(link).replaceWith("new");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void thatIsADeviceIsWrittenToAndNotReplaced() {
        Path device = Path.of("/dev/null");

        OutputFile.of(device).replaceWith("gone");

        assertThat(Files.isRegularFile(device)).isFalse();
        assertThat(device).exists();
    }

    @Test
    void inAFolderThatIsMissingIsRefusedBeforeAnythingIsDone() {
        assertThatThrownBy(() -> OutputFile.of(folder.resolve("no/graph.txt")))
                .isInstanceOf(UsageException.class)
                .hasMessage("The folder of " + folder.resolve("no/graph.txt")
                        + " does not exist. Create it, or name another file.");
    }

    @Test
    void thatIsAFolderIsRefused() {
        assertThatThrownBy(() -> OutputFile.of(folder))
                .isInstanceOf(UsageException.class)
                .hasMessage(folder + " is a folder. Name a file in it.");
    }

    @Test
    void whoseFolderIsGoneByThenIsAFailureThatSaysSo() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        OutputFile target = OutputFile.of(gone.resolve("graph.txt"));
        Files.delete(gone);

        assertThatThrownBy(() -> target.replaceWith("new"))
                .isInstanceOf(UsageException.class)
                .hasMessage(gone.resolve("graph.txt") + " cannot be written: its folder is gone. Check the place, or"
                        + " name another file.");
    }

    @Test
    void withoutAFolderIsInTheWorkingFolder() {
        assertThat(OutputFile.of(Path.of("graph.txt")).path()).isEqualTo(Path.of("graph.txt"));
    }
}
