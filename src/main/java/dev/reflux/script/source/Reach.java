package dev.reflux.script.source;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a link in a version location may lead: to the folders that the configuration names, and nowhere else. Whoever may
 * put a file into one of them may put SQL there, but is not to have files of others run or shown.
 *
 * <p>A folder itself may be a link or be reached by {@code ..}: its name was written by whoever configures.
 */
final class Reach {

    private final List<String> locations;

    Reach(List<String> locations) {
        this.locations = locations;
    }

    /** Whether a real path lies in one of the folders. */
    boolean covers(Path target) throws IOException {
        for (String location : locations) {
            if (!location.startsWith(RevisionSource.CLASSPATH) && isBelow(Path.of(location), target)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBelow(Path folder, Path target) throws IOException {
        return Files.isDirectory(folder) && target.startsWith(folder.toRealPath());
    }

    static ConfigException escape(String link, Path target) {
        return new ConfigException(
                link + " is a link to " + target
                        + ", which no version location holds. Put the file itself there, or add " + target.getParent()
                        + " to version-locations.",
                Place.ofFile(link));
    }
}
