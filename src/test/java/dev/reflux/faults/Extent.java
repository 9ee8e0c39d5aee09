package dev.reflux.faults;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How much is tried: {@code -Dfaults.full=true} is all, {@code -Dfaults.only=NAME} one point or seed, as a failure names
 * it, and anything else a part that does for every build.
 */
record Extent(boolean full, @Nullable String only) {

    static Extent current() {
        return new Extent(Boolean.getBoolean("faults.full"), System.getProperty("faults.only"));
    }

    /** The one that is wanted may be any. */
    boolean all() {
        return full || only != null;
    }

    /** Evenly spread over the list where not all are wanted. */
    <T> List<T> of(List<T> all, int few) {
        if (all() || all.size() <= few) {
            return all;
        }
        return IntStream.range(0, few)
                .mapToObj(i -> all.get((int) ((i + 0.5) * all.size() / few)))
                .toList();
    }

    int of(int all, int few) {
        return all() ? all : few;
    }

    boolean wants(String name) {
        return only == null || only.equals(name);
    }
}
