package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.notation.Nearest;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.sql.LineComment;
import dev.reflux.sql.ScannedItem;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.StatementScanner;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the header of a {@code .sql} revision file: the {@code -- key: value} lines before its first marker.
 *
 * <p>A comment whose key is none of the header's is just a comment, unless the key looks like a misspelt one.
 */
public final class SqlRevisionHeader {

    /** What may be meant as a key; a sentence with a colon is none. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z]+)?");

    /** The keys that a near miss is refused for; {@code created} decides nothing, and "creates" begins honest comments. */
    private static final List<String> GUARDED = HeaderKey.KEYS.stream()
            .filter(key -> !key.equals(HeaderKey.CREATED.key()))
            .toList();

    private final RevisionSource source;
    private final HeaderEntries entries;

    private SqlRevisionHeader(RevisionSource source) {
        this.source = source;
        this.entries = new HeaderEntries(source);
    }

    /**
     * Reads the head of a file, and no more of it than the buffers take in at once.
     *
     * @throws InvalidRevisionFileException when there is no id, a key is there twice or misspelt, or the head cannot be read
     * @throws dev.reflux.error.RevisionGraphException {@code invalid_revision_id} when an id breaks the rules
     */
    public static RevisionHeader read(RevisionSource source, SqlLexis lexis) {
        SqlRevisionHeader header = new SqlRevisionHeader(source);
        byte[] small = source.small();
        List<LineComment> plain = small == null ? null : LeadingComments.of(small);
        if (plain != null) {
            plain.forEach(header::add);
            return header.finish();
        }
        try (SqlText text = SqlText.open(source, lexis)) {
            header.collect(text.scanner());
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
        String word = comment.text().substring(0, colon).stripTrailing();
        Optional<HeaderKey> key = HeaderKey.ofKey(word);
        if (key.isEmpty() && !KEY.matcher(word).matches()) {
            return;
        }
        Place place = Place.of(
                source.name(), comment.position().line(), comment.position().column());
        if (key.isEmpty()) {
            refuseMisspelt(word, place);
            return;
        }
        String value = comment.text().substring(colon + 1).strip();
        entries.add(key.get(), word, texts(key.get(), value, place), place);
    }

    private static List<HeaderEntries.Text> texts(HeaderKey key, String value, Place place) {
        if (value.isEmpty()) {
            return List.of();
        }
        if (!key.isList() || value.indexOf(',') < 0) {
            return List.of(new HeaderEntries.Text(value, place));
        }
        return Arrays.stream(value.split(",", -1))
                .map(part -> new HeaderEntries.Text(part.strip(), place))
                .toList();
    }

    private static void refuseMisspelt(String word, Place place) {
        Optional<String> meant =
                HeaderKey.meantBy(word).map(HeaderKey::key).or(() -> Nearest.to(Nearest.folded(word), GUARDED));
        meant.ifPresent(key -> {
            throw new InvalidRevisionFileException(
                    "The header has no key \"" + word + "\" (" + place.describe() + "). Write \"-- " + key
                            + ": …\"; if the line is a mere comment, word it differently.",
                    place);
        });
    }

    private RevisionHeader finish() {
        return entries.finish("Begin the file with a line \"-- revision: ID\".", entries::slug);
    }
}
