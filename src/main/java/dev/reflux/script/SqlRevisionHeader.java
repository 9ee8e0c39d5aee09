package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.sql.LineComment;
import dev.reflux.sql.ScannedItem;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.StatementScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a {@code .sql} revision file: the {@code -- key: value} lines before its first marker.
 *
 * <p>A comment whose key is none of the header's is just a comment, unless the key looks like a misspelt one.
 */
public final class SqlRevisionHeader {

    /** What may be meant as a key; a sentence with a colon is none. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z]+)?");

    private static final List<String> KEYS =
            List.of("revision", "down_revision", "branch_labels", "depends_on", "message", "created");

    /** The keys that a near miss is refused for; {@code created} decides nothing, and "creates" begins honest comments. */
    private static final List<String> GUARDED = KEYS.subList(0, KEYS.size() - 1);

    /** Words that mean a key elsewhere: overlooking one would silently make a base of the revision. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("revision_id", "revision"),
            Map.entry("revises", "down_revision"),
            Map.entry("parent", "down_revision"),
            Map.entry("parents", "down_revision"),
            Map.entry("parent_revision", "down_revision"),
            Map.entry("labels", "branch_labels"),
            Map.entry("depends", "depends_on"),
            Map.entry("dependencies", "depends_on"),
            Map.entry("create_date", "created"),
            Map.entry("created_at", "created"));

    private final RevisionSource source;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(String value, Place place) {}

    private SqlRevisionHeader(RevisionSource source) {
        this.source = source;
    }

    /**
     * Reads the head of a file, and no more of it than the buffers take in at once.
     *
     * @throws InvalidRevisionFileException when there is no id, a key is there twice or misspelt, or the head cannot be read
     * @throws dev.reflux.error.RevisionGraphException {@code invalid_revision_id} when an id breaks the rules
     */
    public static RevisionHeader read(RevisionSource source, SqlLexis lexis) {
        SqlRevisionHeader header = new SqlRevisionHeader(source);
        try (Utf8Reader reader = new Utf8Reader(source.open(), source.name(), null)) {
            header.collect(StatementScanner.ofFile(source.name(), reader, lexis, SqlMarker::isMarker));
        } catch (IOException e) {
            throw new InvalidRevisionFileException(
                    source.name() + " cannot be closed: " + e.getMessage() + ". Check the file system.",
                    Place.ofFile(source.name()),
                    e);
        }
        return header.finish();
    }

    private void collect(StatementScanner scanner) {
        ScannedItem item = scanner.next();
        while (item instanceof LineComment comment && !SqlMarker.isMarker(comment.text())) {
            add(comment);
            item = scanner.next();
        }
    }

    private void add(LineComment comment) {
        int colon = comment.text().indexOf(':');
        if (colon < 0) {
            return;
        }
        String key = comment.text().substring(0, colon).stripTrailing();
        Place place = Place.of(
                source.name(), comment.position().line(), comment.position().column());
        if (!KEYS.contains(key)) {
            if (KEY.matcher(key).matches()) {
                refuseMisspelt(key, place);
            }
            return;
        }
        String value = comment.text().substring(colon + 1).strip();
        Entry earlier = entries.put(key, new Entry(value, place));
        if (earlier != null) {
            throw new InvalidRevisionFileException(
                    "The header key \"" + key + "\" is there twice ("
                            + earlier.place().describe() + " and " + place.describe() + "). Remove one of the lines.",
                    place);
        }
    }

    private static void refuseMisspelt(String key, Place place) {
        String folded = key.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        String meant = KEYS.contains(folded)
                ? folded
                : FOREIGN.getOrDefault(folded, Nearest.to(folded, GUARDED).orElse(""));
        if (!meant.isEmpty()) {
            throw new InvalidRevisionFileException(
                    "The header has no key \"" + key + "\" (" + place.describe() + "). Write \"-- " + meant
                            + ": …\"; if the line is a mere comment, word it differently.",
                    place);
        }
    }

    private RevisionHeader finish() {
        Entry id = entries.get("revision");
        if (id == null || id.value().isEmpty()) {
            Place place = id == null ? Place.ofFile(source.name()) : id.place();
            throw new InvalidRevisionFileException(
                    source.name() + " has no revision id. Begin the file with a line \"-- revision: ID\".", place);
        }
        RevisionIds.requireValid(id.value(), id.place());
        return new RevisionHeader(
                id.value(),
                ids("down_revision"),
                list("branch_labels"),
                list("depends_on"),
                message(id.value()),
                text("created"));
    }

    private List<String> ids(String key) {
        Entry entry = entries.get(key);
        List<String> ids = list(key);
        if (entry != null) {
            ids.forEach(id -> RevisionIds.requireValid(id, entry.place()));
        }
        return ids;
    }

    private List<String> list(String key) {
        Entry entry = entries.get(key);
        if (entry == null || entry.value().isEmpty()) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (String part : entry.value().split(",", -1)) {
            if (part.isBlank()) {
                throw new InvalidRevisionFileException(
                        "The list of \"" + key + "\" has an empty entry ("
                                + entry.place().describe() + "). Remove the comma too many.",
                        entry.place());
            }
            values.add(part.strip());
        }
        return values;
    }

    private @Nullable String text(String key) {
        Entry entry = entries.get(key);
        return entry == null || entry.value().isEmpty() ? null : entry.value();
    }

    private @Nullable String message(String id) {
        String message = text("message");
        return message == null ? slug(source.fileName(), id) : message;
    }

    /** {@code 1975ea83b712_create_account.sql} becomes {@code create account}; null when nothing but the id is left. */
    private static @Nullable String slug(String fileName, String id) {
        int dot = fileName.lastIndexOf('.');
        String name = dot > 0 ? fileName.substring(0, dot) : fileName;
        if (name.equals(id)) {
            return null;
        }
        String rest = name.startsWith(id + "_") ? name.substring(id.length() + 1) : name;
        String slug = rest.replace('_', ' ').strip();
        return slug.isEmpty() ? null : slug;
    }
}
