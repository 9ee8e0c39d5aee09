package dev.reflux.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of all version locations, each once, by whichever way it is reached. */
final class RevisionFiles {

    private RevisionFiles() {}

    /**
     * A file in a listing.
     *
     * @param name its path below the folder
     * @param target where it really is, if that is elsewhere; else null
     */
    record Listed(String name, RevisionSource source, @Nullable String target) {}

    /**
     * What one folder holds.
     *
     * @param folder its real path, with a separator at the end; empty where all targets are known
     * @param files each of them once
     */
    record Listing(String folder, List<Listed> files) {

        private String realPath(Listed file) {
            return file.target() == null ? folder + file.name() : file.target();
        }
    }

    /**
     * Lists the version locations in their order. Blocks.
     *
     * @throws dev.reflux.error.ConfigException if a location is not there or cannot be read
     */
    static List<RevisionSource> in(List<String> locations, boolean recursive) {
        List<Listing> listings = new ArrayList<>();
        for (String location : locations) {
            listings.addAll(new VersionLocation(location, recursive).list());
        }
        return once(listings);
    }

    private static List<RevisionSource> once(List<Listing> listings) {
        List<RevisionSource> sources = new ArrayList<>();
        boolean distinct = listings.size() == 1;
        for (Listing listing : listings) {
            for (Listed file : listing.files()) {
                distinct &= file.target() == null;
                sources.add(file.source());
            }
        }
        return distinct ? sources : byRealPath(listings);
    }

    private static List<RevisionSource> byRealPath(List<Listing> listings) {
        Map<String, RevisionSource> sources = new LinkedHashMap<>();
        for (Listing listing : listings) {
            for (Listed file : listing.files()) {
                sources.putIfAbsent(listing.realPath(file), file.source());
            }
        }
        return List.copyOf(sources.values());
    }
}
