package dev.reflux.cli;

import java.util.Arrays;
import java.util.List;

/** Lists of heads, as the command line reads and shows them. */
final class Heads {

    static final String BASE = "base";

    private Heads() {}

    /** Reads the value of {@code --from}: ids between commas; {@code base} or nothing for none. */
    static List<String> parse(String text) {
        List<String> ids = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        return ids.equals(List.of(BASE)) ? List.of() : ids;
    }

    /** Shows ids, {@code base} for none. */
    static String show(List<String> ids) {
        return ids.isEmpty() ? BASE : String.join(", ", ids);
    }
}
