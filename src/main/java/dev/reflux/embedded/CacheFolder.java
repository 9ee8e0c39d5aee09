package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the folder for unpacked binaries: {@code $XDG_CACHE_HOME/reflux}, else {@code ~/.cache/reflux}, else one below
 * {@code java.io.tmpdir}.
 *
 * <p>Root's home is closed to others as a rule, and the server of root runs as somebody else: then
 * {@code /var/cache/reflux} comes before the temporary folder, where another user could prepare a trap.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
final class CacheFolder {

    private static final String NAME = "reflux";

    private CacheFolder() {}

    static Path find() {
        List<Path> places = places();
        return places.stream()
                .filter(CacheFolder::canBeUsed)
                .findFirst()
                .orElseThrow(() -> new ConfigException("None of the folders " + places
                        + " can be used to unpack PostgreSQL. Set XDG_CACHE_HOME to a folder that you own."));
    }

    private static List<Path> places() {
        List<Path> places = new ArrayList<>();
        String configured = System.getenv("XDG_CACHE_HOME");
        if (configured != null && Path.of(configured).isAbsolute()) {
            places.add(Path.of(configured, NAME));
        }
        Path home = Path.of(System.getProperty("user.home", "/"));
        places.add(home.resolve(Platform.current().system().equals("darwin") ? "Library/Caches" : ".cache")
                .resolve(NAME));
        if (Users.isRoot()) {
            places.add(Path.of("/var/cache", NAME));
        }
        places.add(Path.of(System.getProperty("java.io.tmpdir"), NAME + "-" + System.getProperty("user.name")));
        return places;
    }

    private static boolean canBeUsed(Path folder) {
        try {
            Path parent = folder.getParent();
            if (parent != null && !Files.exists(parent)) {
                Files.createDirectories(parent);
            }
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            }
            return isSafe(folder)
                    && (!Users.isRoot() || Users.mayEnter(folder.toRealPath(), Users.NOBODY, Users.NOBODY));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** A folder that is ours, and that nobody else can put a program into. */
    private static boolean isSafe(Path folder) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Users.own() == (int) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                && !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE)
                && Files.isWritable(folder);
    }
}
