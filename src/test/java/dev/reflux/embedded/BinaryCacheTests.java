package dev.reflux.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.ConfigException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class BinaryCacheTests {

    @TempDir
    Path folder;

    private BinaryCache cache;

    @BeforeEach
    void emptyCache() throws IOException {
        cache = new BinaryCache(Files.createDirectory(folder.resolve("cache")));
    }

    @Test
    void linksAndExecutableBitsAreKept() throws IOException {
        Binaries binaries = cache.unpacked(archive(link("lib/libpq.so", "libpq.so.5"), file("lib/libpq.so.5", "x")));
        assertThat(binaries.version()).isEqualTo(new PostgresVersion(18, 6));
        Path lib = binaries.directory().resolveSibling("lib");
        assertThat(Files.readSymbolicLink(lib.resolve("libpq.so"))).isEqualTo(Path.of("libpq.so.5"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lib.resolve("libpq.so.5"))))
                .isEqualTo("rw-r--r--");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(binaries.directory().resolve("postgres"))))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void aWholeCopyIsUsedAgainAndADamagedOneReplaced() throws IOException {
        Archive archive = archive(file("lib/libpq.so.5", "x"));
        Path file = cache.unpacked(archive).directory().resolveSibling("lib").resolve("libpq.so.5");
        Object first = Files.getAttribute(file, "unix:ino");
        cache.unpacked(archive);
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(first);
        Files.delete(file);
        cache.unpacked(archive);
        assertThat(file).hasContent("x");
    }

    @Test
    void whatAKilledProcessLeftIsCleanedUp() throws IOException {
        Path left = Files.createDirectories(cache.folder().resolve(".unpacking-1/bin"));
        cache.unpacked(archive());
        assertThat(left.getParent()).doesNotExist();
    }

    @Test
    void manyThreadsUnpackOnce() throws Exception {
        Archive archive = archive();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            Callable<Binaries> unpack = () -> cache.unpacked(archive);
            for (Future<Binaries> each :
                    pool.invokeAll(Stream.generate(() -> unpack).limit(8).toList())) {
                assertThat(each.get().program("postgres")).endsWith("/bin/postgres");
            }
        } finally {
            pool.shutdown();
        }
        try (Stream<Path> entries = Files.list(cache.folder())) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "lock", "postgresql-" + archive.key(), "postgresql-" + archive.key() + ".measure");
        }
    }

    @Test
    void anEntryThatLeadsOutOfTheArchiveIsRefused() throws IOException {
        Path outside = folder.resolve("outside");
        for (List<Entry> trap : List.of(
                List.of(file("../../outside", "x")),
                List.of(file(outside.toString().substring(1), "x"), link("up", "../../outside")),
                List.of(link("out", folder.toString()), file("out/outside", "x")),
                List.of(link("a/b", ".."), link("a/b/c", "../.."), file("c/outside", "x")))) {
            Archive archive = archive(trap.toArray(Entry[]::new));
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> cache.unpacked(archive))
                    .withMessageContaining("leads out of the archive");
            assertThat(Files.exists(outside, LinkOption.NOFOLLOW_LINKS)).isFalse();
        }
    }

    @Test
    void aBrokenArchiveIsReportedAndNotKept() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.txz"), "no archive");
        Archive archive = Archive.of(broken.toUri().toURL());
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> cache.unpacked(archive))
                .withMessageContaining("cannot be unpacked");
        assertThat(cache.folder().resolve("postgresql-" + archive.key())).doesNotExist();
    }

    private record Entry(String name, String content, boolean isLink) {}

    private static Entry file(String name, String content) {
        return new Entry(name, content, false);
    }

    private static Entry link(String name, String target) {
        return new Entry(name, target, true);
    }

    /** The three programs, as scripts that answer as PostgreSQL does, and more entries. */
    private Archive archive(Entry... more) throws IOException {
        Path packed = Files.createTempFile(folder, "postgres", ".txz");
        try (OutputStream file = Files.newOutputStream(packed);
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(new XZOutputStream(file, new LZMA2Options(0)))) {
            for (String program : List.of("bin/postgres", "bin/initdb", "bin/pg_ctl")) {
                add(tar, file(program, "#!/bin/sh\necho 'postgres (PostgreSQL) 18.6'\n"), 0755);
            }
            for (Entry entry : more) {
                add(tar, entry, 0664);
            }
        }
        return Archive.of(packed.toUri().toURL());
    }

    private static void add(TarArchiveOutputStream tar, Entry entry, int mode) throws IOException {
        byte[] content = entry.content().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry header = entry.isLink()
                ? new TarArchiveEntry(entry.name(), TarConstants.LF_SYMLINK)
                : new TarArchiveEntry(entry.name());
        if (entry.isLink()) {
            header.setLinkName(entry.content());
        } else {
            header.setSize(content.length);
            header.setMode(mode);
        }
        tar.putArchiveEntry(header);
        if (!entry.isLink()) {
            tar.write(content);
        }
        tar.closeArchiveEntry();
    }
}
