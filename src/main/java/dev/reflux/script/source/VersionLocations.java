package dev.reflux.script.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files of all version locations, each once, by whichever way it is reached.
 *
 * @param <R> what is read of a file
 */
public final class VersionLocations<R> {

    private final List<Entry> entries = new ArrayList<>();
    private final Function<? super RevisionSource, ? extends @Nullable R> reader;
    private int listings;

    private VersionLocations(Function<? super RevisionSource, ? extends @Nullable R> reader) {
        this.reader = reader;
    }

    /** What stands in a listing; it may turn out to be no file. */
    interface Entry {

        /**
         * Looks what it is. Blocks.
         *
         * @return null for a folder, and for what is gone by now
         * @throws dev.reflux.error.ConfigException if that cannot be told
         */
        @Nullable
        Located locate();

        /** Where it really is, unless it is a link. */
        String realPath();
    }

    /**
     * A file.
     *
     * @param target where it really is, if that is behind a link; else null
     */
    record Located(RevisionSource source, @Nullable String target) {}

    private record Found<R>(Entry entry, @Nullable String target, @Nullable R value) {

        String realPath() {
            return target == null ? entry.realPath() : target;
        }
    }

    /**
     * Reads the files, on several threads where there are many. Blocks.
     *
     * @param reader called on any thread; may give null for a file that is of no interest
     * @return in the order of the locations, and of names within each
     * @throws dev.reflux.error.ConfigException if a location is not there or cannot be read, before any file is
     * @throws RuntimeException of the first file that cannot be read
     */
    public static <R> List<R> read(
            List<String> locations, boolean recursive, Function<? super RevisionSource, ? extends @Nullable R> reader) {
        VersionLocations<R> all = new VersionLocations<>(reader);
        Reach reach = new Reach(locations);
        for (String location : locations) {
            new VersionLocation(location, recursive, reach).list().forEach(all::add);
        }
        return all.read();
    }

    /** Takes a listing in which nothing is there twice but through links. */
    private void add(List<? extends Entry> listing) {
        entries.addAll(listing);
        listings++;
    }

    private List<R> read() {
        List<R> values = new ArrayList<>(entries.size());
        List<@Nullable Found<R>> all = ConcurrentReading.read(entries, this::find);
        boolean distinct = listings == 1;
        for (Found<R> found : all) {
            if (found != null) {
                distinct &= found.target() == null;
                add(found, values);
            }
        }
        return distinct ? values : distinct(all);
    }

    private @Nullable Found<R> find(Entry entry) {
        Located located = entry.locate();
        return located == null ? null : new Found<>(entry, located.target(), reader.apply(located.source()));
    }

    private static <R> void add(Found<R> found, List<R> values) {
        if (found.value() != null) {
            values.add(found.value());
        }
    }

    private static <R> List<R> distinct(List<@Nullable Found<R>> all) {
        Map<String, Found<R>> byRealPath = new LinkedHashMap<>();
        for (Found<R> found : all) {
            if (found != null) {
                byRealPath.putIfAbsent(found.realPath(), found);
            }
        }
        List<R> values = new ArrayList<>();
        byRealPath.values().forEach(found -> add(found, values));
        return values;
    }
}
