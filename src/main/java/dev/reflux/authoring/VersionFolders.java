package dev.reflux.authoring;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import dev.reflux.error.UsageException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Chooses the version location for a new revision, as Alembic does. */
final class VersionFolders {

    private static final String CLASSPATH = "classpath:";
    private static final String ALL_CLASSPATH =
            "Every version location is on the class path, which cannot be written to."
                    + " Name the source folder in version-locations, such as src/main/resources/db/versions.";

    private final RefluxConfig config;
    private final List<Path> folders;

    VersionFolders(RefluxConfig config) {
        this.config = config;
        this.folders = config.versionLocations().stream()
                .filter(location -> !location.startsWith(CLASSPATH))
                .map(Path::of)
                .toList();
    }

    /** Whether there is nothing but the default folder, and not even that: an environment without revisions. */
    boolean isFresh() {
        Path standard = config.scriptLocation().resolve("versions");
        return folders.equals(List.of(standard)) && config.versionLocations().size() == 1 && !Files.exists(standard);
    }

    /**
     * The folder for a revision.
     *
     * @param versionPath the one that the user asks for, or null
     * @param base whether the revision has no parent
     * @param parents files of its parents, as far as they have any
     * @throws UsageException if the wanted one is not configured, or several are and nothing tells which
     * @throws ConfigException if all locations are on the class path
     */
    Path choose(@Nullable String versionPath, boolean base, List<Path> parents) {
        if (versionPath != null) {
            return configured(versionPath);
        }
        if (folders.isEmpty()) {
            throw new ConfigException(ALL_CLASSPATH);
        }
        if (folders.size() > 1 && base) {
            throw new UsageException(
                    "There are several version locations, and a revision without a parent could go to any"
                            + " of them: " + shown() + ". Choose one with --version-path.");
        }
        return parents.stream()
                .flatMap(parent -> around(parent).stream())
                .findFirst()
                .orElse(folders.get(0));
    }

    /** As typed, and as it would be in the configuration, which may lie in another folder. */
    private Path configured(String versionPath) {
        if (versionPath.startsWith(CLASSPATH)) {
            throw new UsageException(
                    "The version path " + versionPath + " is on the class path, which cannot be written"
                            + " to. Name a folder of version-locations: " + shown() + ".");
        }
        try {
            List<Path> wanted = List.of(
                    real(Path.of(versionPath)), real(config.baseDirectory().resolve(versionPath)));
            return folders.stream()
                    .filter(folder -> wanted.contains(real(folder)))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("The version path " + versionPath
                            + " is none of the configured version locations: " + shown()
                            + ". Choose one of them, or add it to version-locations."));
        } catch (InvalidPathException e) {
            throw new UsageException(
                    "The version path " + versionPath + " is not a path. Choose one of " + shown() + ".");
        }
    }

    /** The innermost location that a file lies in. */
    private Optional<Path> around(Path file) {
        Path absolute = file.toAbsolutePath();
        Path parent = absolute.getParent();
        Path folder = real(parent == null ? absolute : parent);
        return folders.stream()
                .filter(location -> folder.startsWith(real(location)))
                .max(Comparator.comparingInt(location -> real(location).getNameCount()));
    }

    private String shown() {
        return folders.isEmpty()
                ? "there is none"
                : String.join(", ", folders.stream().map(Path::toString).toList());
    }

    private static Path real(Path path) {
        try {
            return Files.exists(path)
                    ? path.toRealPath()
                    : path.toAbsolutePath().normalize();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Whether any location has a Java file by a class's name; cases are not told apart, since some systems do not. */
    boolean holdClass(String className) {
        return folders.stream().filter(Files::isDirectory).anyMatch(folder -> holdsClass(folder, className));
    }

    private boolean holdsClass(Path folder, String className) {
        String wanted = className + ".java";
        int depth = config.recursiveVersionLocations() ? Integer.MAX_VALUE : 1;
        AtomicBoolean found = new AtomicBoolean();
        try {
            Files.walkFileTree(folder.toRealPath(), Set.of(), depth, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.compareAndSet(false, isNamed(file, wanted));
                    return found.get() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                /** What cannot be looked at has no class to compile either, and may be gone by now. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return found.get();
    }

    private static boolean isNamed(Path file, String name) {
        return String.valueOf(file.getFileName()).equalsIgnoreCase(name);
    }

    private static ConfigException unreadable(Path folder, IOException e) {
        return new ConfigException(
                "The folder " + folder + " cannot be read: " + e + ". Check its permissions.",
                Place.ofFile(folder.toString()),
                e);
    }
}
