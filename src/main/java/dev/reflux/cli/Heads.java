package dev.reflux.cli;

import dev.reflux.error.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Lists of heads, as the command line reads and shows them. */
final class Heads {

    static final String BASE = "base";

    /** Targets that say nothing of where a database stands. */
    private static final Set<String> TARGETS = Set.of("head", "heads", "current");

    private Heads() {}

    /** Reads the value of {@code --from}: ids between commas; {@code base} or nothing for none; other targets are refused. */
    static List<String> parse(String text) {
        List<String> ids = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        ids.stream().filter(TARGETS::contains).findFirst().ifPresent(target -> {
            throw new UsageException("--from takes the full ids of revisions between commas, or 'base', not '" + target
                    + "'. Name where the database stands, as 'reflux current' on it does.");
        });
        return ids.equals(List.of(BASE)) ? List.of() : ids;
    }

    /** Shows ids, {@code base} for none. */
    static String show(List<String> ids) {
        return ids.isEmpty() ? BASE : String.join(", ", ids);
    }
}
