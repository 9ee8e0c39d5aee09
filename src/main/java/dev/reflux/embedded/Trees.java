package dev.reflux.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with all that is in them. Links are never followed. */
final class Trees {

    private Trees() {}

    /** Deletes what can be deleted. */
    static void delete(Path tree) {
        try (Stream<Path> walk = Files.walk(tree)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // what is left has a name of its own, and goes at the next clean-up
        }
    }

    /** Deletes the trees below a folder whose names begin so. */
    static void deleteChildren(Path folder, String prefix) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            children.filter(child -> child.getFileName().toString().startsWith(prefix))
                    .toList()
                    .forEach(Trees::delete);
        }
    }

    /** Number and bytes of the files and links in a tree: enough to tell that some have gone. */
    static String measure(Path tree) throws IOException {
        long[] count = new long[2];
        try (Stream<Path> walk = Files.walk(tree)) {
            walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .forEach(path -> {
                        count[0]++;
                        count[1] += size(path);
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return count[0] + " files, " + count[1] + " bytes";
    }

    private static long size(Path path) {
        try {
            return Files.isSymbolicLink(path) ? 0 : Files.size(path);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
