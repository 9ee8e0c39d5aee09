package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.HeaderEntries.Text;
import dev.reflux.script.notation.CoreSchema;
import dev.reflux.script.notation.Excerpt;
import dev.reflux.script.notation.Nearest;
import dev.reflux.script.notation.YamlEvents;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Reads the header of a {@code .yaml} revision file: the keys of its one mapping but for {@code upgrade} and
 * {@code downgrade}, which are passed over.
 *
 * <p>Values are the text as it is written: {@code 000123} and {@code 1e10} are ids like any other.
 */
final class YamlRevisionHeader {

    static final String UPGRADE = "upgrade";
    static final String DOWNGRADE = "downgrade";
    private static final List<String> BODIES = List.of(UPGRADE, DOWNGRADE);
    private static final List<String> KNOWN =
            Stream.concat(HeaderKey.KEYS.stream(), BODIES.stream()).toList();

    private final RevisionSource source;
    private final HeaderEntries entries;
    private final YamlEvents events;
    private final BodyReader reader;
    private final Map<String, Place> bodies = new HashMap<>();

    /** What becomes of the values of {@code upgrade} and {@code downgrade}. */
    @FunctionalInterface
    interface BodyReader {

        /** Takes the events of a value, of which the first was already taken. */
        void read(String key, Event start, YamlEvents events);
    }

    private YamlRevisionHeader(RevisionSource source, SourceText text, BodyReader reader) {
        this.source = source;
        this.reader = reader;
        this.entries = new HeaderEntries(source);
        this.events = new YamlEvents(text);
    }

    /**
     * Reads a file from beginning to end, since keys may stand in any order.
     *
     * @throws InvalidRevisionFileException when it is no YAML, or there is no id or no way up, or a key is unknown or there
     *     twice
     * @throws dev.reflux.error.RevisionGraphException {@code invalid_revision_id} when an id breaks the rules
     */
    static RevisionHeader read(RevisionSource source) {
        return read(source, SourceText.read(source), (key, start, events) -> events.skip(start));
    }

    /** Reads the text of a file, and gives what is not of the header to another reader. */
    static RevisionHeader read(RevisionSource source, SourceText text, BodyReader reader) {
        return new YamlRevisionHeader(source, text, reader).read();
    }

    private RevisionHeader read() {
        events.document().ifPresent(this::document);
        RevisionHeader header = entries.finish("Begin the file with a line \"revision: ID\".", entries::slug);
        if (!bodies.containsKey(UPGRADE)) {
            throw new InvalidRevisionFileException(
                    source.name() + " has no way up. Add a key \"upgrade\" with the list of operations.",
                    Place.ofFile(source.name()).inRevision(header.id()));
        }
        return header;
    }

    private void document(Event start) {
        if (start instanceof MappingStartEvent) {
            for (ScalarEvent key = events.nextKey(); key != null; key = events.nextKey()) {
                entry(key, events.next());
            }
        } else if (!isNull(start)) {
            throw events.error(start, "A revision is a mapping of keys. Begin with a line \"revision: ID\".");
        }
        events.requireEnd();
    }

    private void entry(ScalarEvent key, Event value) {
        String word = key.getValue();
        Optional<HeaderKey> known = HeaderKey.ofKey(word);
        if (known.isPresent()) {
            List<Text> texts = texts(known.get(), value);
            entries.add(known.get(), word, texts, events.place(key));
            if (known.get() == HeaderKey.REVISION) {
                texts.forEach(id -> events.inRevision(id.value()));
            }
        } else if (BODIES.contains(word)) {
            body(key, value);
        } else {
            throw unknown(key);
        }
    }

    private void body(ScalarEvent key, Event value) {
        Place place = events.place(key);
        Place earlier = bodies.put(key.getValue(), place);
        if (earlier != null) {
            throw new InvalidRevisionFileException(
                    "The key \"" + key.getValue() + "\" is there twice (" + earlier.describe() + " and "
                            + place.describe() + "). Keep one of the two.",
                    place);
        }
        reader.read(key.getValue(), value, events);
    }

    private InvalidRevisionFileException unknown(ScalarEvent key) {
        String word = key.getValue();
        String nearest = HeaderKey.ofAttribute(word)
                .or(() -> HeaderKey.meantBy(word))
                .map(HeaderKey::key)
                .orElseGet(() -> Nearest.of(Nearest.folded(word), KNOWN));
        return events.error(
                key,
                "\"" + Excerpt.of(word) + "\" is not a key of a revision. The nearest known key is " + nearest + ".");
    }

    private List<Text> texts(HeaderKey key, Event value) {
        if (isNull(value)) {
            return List.of();
        }
        if (value instanceof ScalarEvent scalar) {
            return scalar.getValue().isBlank() ? List.of() : List.of(text(scalar));
        }
        if (value instanceof SequenceStartEvent && key.isList()) {
            return items(key);
        }
        throw events.error(
                value,
                "The value of " + key.key() + " must be a text" + (key.isList() ? " or a list of texts" : "")
                        + ". Write it so.");
    }

    private List<Text> items(HeaderKey key) {
        List<Text> items = new ArrayList<>();
        for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
            if (!(item instanceof ScalarEvent scalar)) {
                throw events.error(item, "The entries of " + key.key() + " must be texts. Write one entry for each.");
            }
            items.add(isNull(item) ? new Text("", events.place(item)) : text(scalar));
        }
        return items;
    }

    private Text text(ScalarEvent scalar) {
        return new Text(scalar.getValue(), events.place(scalar));
    }

    private static boolean isNull(@Nullable Event event) {
        return event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getTag().isEmpty()
                && CoreSchema.isNull(scalar.getValue());
    }
}
