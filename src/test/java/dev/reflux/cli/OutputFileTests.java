package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.reflux.error.UsageException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

    @Test
    void behindALinkToNothingYetIsWrittenWhereTheLinkLeads() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("later.txt"));

        OutputFile.of(link).replaceWith("new");

        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("later.txt")).hasContent("new");
    }

    @Test
    void behindALinkIntoAMissingFolderIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("no/graph.txt"));

        assertThatThrownBy(() -> OutputFile.of(link))
                .isInstanceOf(UsageException.class)
                .hasMessage("The folder of " + link + " does not exist. Create it, or name another file.");
    }

    @Test
    void thatIsALinkToItselfIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("link.txt"));

        assertThatThrownBy(() -> OutputFile.of(link))
                .isInstanceOf(UsageException.class)
                .hasMessage(link + " is a link that leads to itself. Name another file.");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void thatIsReplacedKeepsItsRights() throws IOException {
        Path file = Files.writeString(folder.resolve("graph.txt"), "old");
        Set<PosixFilePermission> rights = PosixFilePermissions.fromString("rw-r-----");
        Files.setPosixFilePermissions(file, rights);

        OutputFile.of(file).replaceWith("new");

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(rights);
    }

    @Test
    void thatIsReadOnlyIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("graph.txt"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeFalse(Files.isWritable(file), "root may write everything");

        assertThatThrownBy(() -> OutputFile.of(file))
                .isInstanceOf(UsageException.class)
                .hasMessage(file + " may not be written. Change its rights, or name another file.");
        assertThat(file).hasContent("old");
    }

    @Test
    void withoutANameIsRefused() {
        assertThatThrownBy(() -> OutputFile.of(Path.of("")))
                .isInstanceOf(UsageException.class)
                .hasMessage("The name of the file is empty. Name a file.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void onAFullDeviceIsAFailureThatSaysSo() {
        OutputFile full = OutputFile.of(Path.of("/dev/full"));

        assertThatThrownBy(() -> full.replaceWith("new"))
                .isInstanceOf(UsageException.class)
                .hasMessage("/dev/full cannot be written: No space left on device. Check the place, or name another"
                        + " file.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thatThisProcessHasOpenIsWrittenToAndNotReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("graph.txt"), "old ");
        Object before = Files.getAttribute(file, "unix:ino");
        try (FileInputStream open = new FileInputStream(file.toFile())) {
            Path descriptor = openFile(file);

            OutputFile.of(descriptor).replaceWith("new");

            assertThat(open.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("old new");
        }
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);
    }

    private static Path openFile(Path file) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(each -> leadsTo(each, file)).findAny().orElseThrow();
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
