package dev.reflux.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.ConfigException;
import dev.reflux.error.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NewFileTests {

    private static final byte[] CONTENT = "-- revision: a\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void root() throws IOException {
        root = Files.createDirectory(folder.resolve("versions"));
    }

    static Stream<NewFile.Linker> linkers() {
        return Stream.of(
                Files::createLink,
                (name, existing) -> {
                    throw new UnsupportedOperationException("no links here");
                },
                (name, existing) -> {
                    throw new FileSystemException(name.toString(), null, "Operation not permitted");
                });
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("linkers")
    void isWrittenWholeAndLeavesNothingElse(NewFile.Linker linker) throws IOException {
        Path file = root.resolve("a.sql");

        NewFile.write(root, file, "a.sql", CONTENT, linker);

        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(names(root)).containsExactly("a.sql");
    }

    @ParameterizedTest
    @MethodSource("linkers")
    void neverReplacesWhatIsThere(NewFile.Linker linker) throws IOException {
        Path file = Files.writeString(root.resolve("a.sql"), "old");
        Path link = Files.createSymbolicLink(root.resolve("b.sql"), folder.resolve("nowhere"));

        for (Path taken : List.of(file, link)) {
            assertThatExceptionOfType(UsageException.class)
                    .isThrownBy(() -> NewFile.write(root, taken, "shown.sql", CONTENT, linker))
                    .withMessageStartingWith("shown.sql is already there, and is never overwritten.");
        }
        assertThat(file).hasContent("old");
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(names(root)).containsExactly("a.sql", "b.sql");
    }

    @Test
    void hasTheModeOfAnyNewFile() throws IOException {
        Path usual = Files.writeString(root.resolve("usual"), "x");

        NewFile.write(root, root.resolve("a.sql"), "a.sql", CONTENT);

        assertThat(Files.getPosixFilePermissions(root.resolve("a.sql")))
                .isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void makesTheFoldersThatAreMissing() {
        Path file = folder.resolve("db/versions/2026/11/a.sql");

        NewFile.write(folder.resolve("db/versions"), file, "a.sql", CONTENT);

        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void leavesNoFolderBehindWhenItCannotBeWritten() throws IOException {
        Path file = root.resolve("2026/11/" + "x".repeat(300) + ".sql");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> NewFile.write(root, file, "long.sql", CONTENT))
                .withMessageStartingWith("long.sql cannot be written:");
        assertThat(names(root)).isEmpty();
    }

    @Test
    void neverLeavesTheFolderThroughALink() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(root.resolve("2026"), outside);

        for (String name : List.of("2026/a.sql", "2026/11/a.sql")) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> NewFile.write(root, root.resolve(name), "a.sql", CONTENT))
                    .withMessageContaining("leads out of the version location");
        }
        assertThat(names(outside)).isEmpty();
    }

    @Test
    void mayBeInAFolderThatIsItselfALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);

        NewFile.write(link, link.resolve("a.sql"), "a.sql", CONTENT);

        assertThat(root.resolve("a.sql")).hasBinaryContent(CONTENT);
    }

    @Test
    void belowAFileIsRefused() throws IOException {
        Files.writeString(root.resolve("2026"), "a file");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> NewFile.write(root, root.resolve("2026/a.sql"), "a.sql", CONTENT));
        assertThat(names(root)).containsExactly("2026");
    }

    @Test
    void isWrittenByExactlyOneOfManyAndSeenWholeOnly() throws Exception {
        int threads = 16;
        Path late = folder.resolve("fresh/versions");
        Path file = late.resolve("a.sql");
        ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
        try {
            for (int round = 0; round < 20; round++) {
                CountDownLatch start = new CountDownLatch(1);
                AtomicInteger running = new AtomicInteger(threads);
                List<Future<byte[]>> writers = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    byte[] own = new byte[100_000];
                    Arrays.fill(own, (byte) ('a' + i));
                    writers.add(pool.submit(writer(start, running, late, file, own)));
                }
                Future<Boolean> watcher = pool.submit(() -> seenWholeOnly(running, late, file));
                start.countDown();
                List<byte[]> won = new ArrayList<>();
                for (Future<byte[]> writer : writers) {
                    byte[] content = writer.get();
                    if (content.length > 0) {
                        won.add(content);
                    }
                }
                assertThat(watcher.get()).isTrue();
                assertThat(won).hasSize(1);
                assertThat(file).hasBinaryContent(won.get(0));
                assertThat(names(late)).containsExactly("a.sql");
                Files.delete(file);
                Files.delete(late);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Gives the content it has written, nothing where another was faster. */
    private static Callable<byte[]> writer(
            CountDownLatch start, AtomicInteger running, Path root, Path file, byte[] content) {
        return () -> {
            start.await();
            try {
                NewFile.write(root, file, "a.sql", content);
                return content;
            } catch (UsageException late) {
                return new byte[0];
            } finally {
                running.decrementAndGet();
            }
        };
    }

    private static boolean seenWholeOnly(AtomicInteger running, Path root, Path file) throws IOException {
        while (running.get() > 0) {
            if (Files.exists(file) && Files.size(file) != 100_000) {
                return false;
            }
            if (Files.exists(root)
                    && names(root).stream().anyMatch(name -> name.endsWith(".sql") && !name.equals("a.sql"))) {
                return false;
            }
        }
        return true;
    }
}
