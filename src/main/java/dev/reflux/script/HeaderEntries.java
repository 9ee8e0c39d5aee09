package dev.reflux.script;

import dev.reflux.config.Durations;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.notation.Escapes;
import dev.reflux.script.source.RevisionSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header of a revision while its file is read, and the checks that all formats share. */
final class HeaderEntries {

    private static final Pattern LINE_BREAK = Pattern.compile("\\s*[\\t\\n\\x0B\\f\\r\\x85\\u2028\\u2029]\\s*");

    private final RevisionSource source;
    private final Map<HeaderKey, Entry> entries = new EnumMap<>(HeaderKey.class);

    /** A single text and where it stands. */
    record Text(String value, Place place) {}

    private record Entry(String shown, List<Text> texts, Place place) {}

    HeaderEntries(RevisionSource source) {
        this.source = source;
    }

    /**
     * Takes what the file says for a key.
     *
     * @param shown the key as the format spells it, for messages
     * @param texts its value or values; empty where the file says nothing
     * @param place where the key stands
     */
    void add(HeaderKey key, String shown, List<Text> texts, Place place) {
        Entry earlier = entries.put(key, new Entry(shown, List.copyOf(texts), place));
        if (earlier != null) {
            throw new InvalidRevisionFileException(
                    "The header key \"" + shown + "\" is there twice ("
                            + earlier.place().describe() + " and " + place.describe() + "). Remove one of the two.",
                    place);
        }
        texts.forEach(text -> check(text, shown));
    }

    private static void check(Text text, String shown) {
        if (text.value().isBlank()) {
            throw new InvalidRevisionFileException(
                    "The list of \"" + shown + "\" has an empty entry ("
                            + text.place().describe() + "). Remove it.",
                    text.place());
        }
        if (Escapes.holdsHalfOfAPair(text.value())) {
            throw new InvalidRevisionFileException(
                    "The value of \"" + shown + "\" (" + text.place().describe()
                            + ") holds half of a surrogate pair, which is no character. Write the whole character.",
                    text.place());
        }
    }

    /**
     * The header, all of it checked but for what only the graph can tell.
     *
     * @param advice how the format gives a revision its id, as a sentence
     * @param messageOf the message where the file gives none, from the id; null for none
     */
    RevisionHeader finish(String advice, Function<String, @Nullable String> messageOf) {
        Text id = id(advice);
        List<Text> downRevisions = texts(HeaderKey.DOWN_REVISION);
        downRevisions.forEach(down -> RevisionIds.requireValid(down.value(), down.place()));
        String message = line(HeaderKey.MESSAGE);
        return new RevisionHeader(
                id.value(),
                values(downRevisions),
                values(texts(HeaderKey.BRANCH_LABELS)),
                values(texts(HeaderKey.DEPENDS_ON)),
                message == null ? messageOf.apply(id.value()) : message,
                line(HeaderKey.CREATED),
                new RevisionTimeouts(timeout(HeaderKey.LOCK_TIMEOUT), timeout(HeaderKey.STATEMENT_TIMEOUT)));
    }

    private @Nullable Duration timeout(HeaderKey key) {
        Entry entry = entries.get(key);
        if (entry == null || entry.texts().isEmpty()) {
            return null;
        }
        Text text = entry.texts().get(0);
        String problem = Durations.problem(text.value().strip());
        if (problem != null) {
            throw new InvalidRevisionFileException(
                    "The value of \"" + entry.shown() + "\" (" + text.place().describe() + ") " + problem
                            + ". Write how long its statements may take, or 0s for no limit.",
                    text.place());
        }
        return Durations.parse(text.value().strip()).orElseThrow();
    }

    private Text id(String advice) {
        List<Text> ids = texts(HeaderKey.REVISION);
        if (ids.isEmpty()) {
            Entry entry = entries.get(HeaderKey.REVISION);
            throw new InvalidRevisionFileException(
                    source.name() + " has no revision id. " + advice,
                    entry == null ? Place.ofFile(source.name()) : entry.place());
        }
        Text id = ids.get(0);
        RevisionIds.requireValid(id.value(), id.place());
        return id;
    }

    private List<Text> texts(HeaderKey key) {
        Entry entry = entries.get(key);
        return entry == null ? List.of() : entry.texts();
    }

    private static List<String> values(List<Text> texts) {
        return switch (texts.size()) {
            case 0 -> List.of();
            case 1 -> List.of(texts.get(0).value());
            default -> texts.stream().map(Text::value).toList();
        };
    }

    /** Lists and scripts show a message on one line, and the history table cannot hold every character. */
    private @Nullable String line(HeaderKey key) {
        List<Text> texts = texts(key);
        if (texts.isEmpty()) {
            return null;
        }
        Text text = texts.get(0);
        if (!holdsControl(text.value())) {
            return text.value().strip();
        }
        String line = LINE_BREAK.matcher(text.value()).replaceAll(" ").strip();
        line.chars().filter(Character::isISOControl).findFirst().ifPresent(c -> {
            throw new InvalidRevisionFileException(
                    "The " + key.key() + " (" + text.place().describe() + ") holds the control character "
                            + String.format("U+%04X", c) + ". Remove it.",
                    text.place());
        });
        return line;
    }

    private static boolean holdsControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                return true;
            }
        }
        return false;
    }

    /** {@code 1975ea83b712_create_account.sql} becomes {@code create account}; null when nothing but the id is left. */
    @Nullable
    String slug(String id) {
        String fileName = source.fileName();
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
