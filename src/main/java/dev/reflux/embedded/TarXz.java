package dev.reflux.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks a {@code .txz} below a folder, and nowhere else. The only class that needs the optional libraries. */
final class TarXz {

    private static final int ANY_EXECUTE = 0111;

    private final Path root;

    private TarXz(Path root) {
        this.root = root;
    }

    /** Keeps links and executable bits; refuses an entry that would lie or point outside the folder. */
    static void unpack(InputStream packed, Path folder) throws IOException {
        TarXz target = new TarXz(folder.toRealPath());
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new BufferedInputStream(new XZInputStream(packed), 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                target.add(entry, tar);
            }
        }
    }

    private void add(TarArchiveEntry entry, TarArchiveInputStream content) throws IOException {
        Path path = inside(root.resolve(entry.getName()), entry);
        if (entry.isDirectory()) {
            makeFolders(path, entry);
            return;
        }
        makeFolders(path.resolveSibling(""), entry);
        if (entry.isSymbolicLink()) {
            inside(path.resolveSibling(entry.getLinkName()), entry);
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, real(inside(root.resolve(entry.getLinkName()), entry), entry));
        } else if (entry.isFile()) {
            Files.copy(content, path);
            permit(path, (entry.getMode() & ANY_EXECUTE) != 0);
        } else {
            throw new IOException("the entry " + entry.getName() + " is neither file, folder nor link");
        }
    }

    private void makeFolders(Path folder, TarArchiveEntry entry) throws IOException {
        Path wanted = folder.normalize();
        Path made = root;
        for (Path name : root.relativize(wanted)) {
            made = made.resolve(name);
            if (!Files.exists(made)) {
                Files.createDirectory(made);
                permit(made, true);
            }
            real(made, entry);
        }
    }

    /** Where the path leads after links that were unpacked before; it must exist. */
    private Path real(Path path, TarArchiveEntry entry) throws IOException {
        return inside(path.toRealPath(), entry);
    }

    private Path inside(Path path, TarArchiveEntry entry) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(root)) {
            throw new IOException("the entry " + entry.getName() + " leads out of the archive");
        }
        return normal;
    }

    /** Readable by all, as the server may run as another user; writable by the owner alone, whatever the umask. */
    private static void permit(Path path, boolean execute) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(execute ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
