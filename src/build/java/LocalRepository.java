import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the local Maven repository that the examples are built with: it shares with the user's own all but one group, so
 * that the artifact of this build reaches the examples and nobody else, and nothing is fetched twice.
 *
 * <p>Arguments: the user's repository, the new one, the group that is not shared, and top-level folders that the user's
 * repository lacks until examples are built; they are made, so that they are shared from the first time on. Where links
 * cannot be made the new repository stays empty, and Maven fills it.
 */
final class LocalRepository {

    private LocalRepository() {}

    public static void main(String[] arguments) throws IOException {
        Path shared = Path.of(arguments[0]).toAbsolutePath();
        Path own = Path.of(arguments[1]).toAbsolutePath();
        for (String folder : List.of(arguments).subList(3, arguments.length)) {
            Files.createDirectories(shared.resolve(folder));
        }
        link(shared, own, Path.of(arguments[2].replace('.', '/')));
    }

    /** Links what lies in one folder into another, but for one path, on the way to which all folders are real. */
    private static void link(Path from, Path to, Path apart) throws IOException {
        Files.createDirectories(to);
        Path first = apart.getName(0);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry) && !entry.getFileName().equals(first)) {
                    replace(to.resolve(entry.getFileName()), entry);
                }
            }
        }
        if (apart.getNameCount() > 1 && Files.isDirectory(from.resolve(first))) {
            link(from.resolve(first), to.resolve(first), apart.subpath(1, apart.getNameCount()));
        }
    }

    private static void replace(Path link, Path target) {
        try {
            if (Files.isSymbolicLink(link)) {
                Files.delete(link);
            }
            if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(link, target);
            }
        } catch (IOException | UnsupportedOperationException e) {
            System.err.println("The examples cannot share " + target + " and will fetch what it holds: " + e);
        }
    }
}
