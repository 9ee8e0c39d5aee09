package dev.reflux.config;

import dev.reflux.config.YamlNode.Entry;
import dev.reflux.config.YamlNode.Position;
import dev.reflux.config.YamlNode.Properties;
import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds nodes from parse events.
 *
 * <p>The library's own composer replaces an alias by its target and so loses the place where the alias stands. Its exceptions
 * never become a cause here, for their messages quote the line, which may hold a password.
 */
final class YamlParser {

    private static final int MAX_DEPTH = 50;

    /** The one message that quotes more than a character: a password may begin with an exclamation mark. */
    private static final Pattern TAG_HANDLE = Pattern.compile("(?s)(tag handle) .*");

    private final String file;
    private final Iterator<Event> events;

    private YamlParser(String file, Iterator<Event> events) {
        this.file = file;
        this.events = events;
    }

    /** The documents of a file that are not empty, in order. */
    static List<YamlNode> parse(String file, String text) {
        // The parser fails where a character of two units lies across two of its buffers
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setBufferSize(text.length() + 1)
                .build();
        try {
            return new YamlParser(file, new Parse(settings).parseString(text).iterator()).documents();
        } catch (MarkedYamlEngineException broken) {
            throw broken(file, broken.getProblem(), broken.getProblemMark().or(broken::getContextMark));
        } catch (ReaderException broken) {
            throw unprintable(file, text, broken);
        } catch (YamlEngineException broken) {
            throw broken(file, broken.getMessage(), Optional.empty());
        } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
            // Over the escape "\x" without digits, say, the library stumbles itself, and names no place
            throw broken(file, "something in it, such as an escape, is malformed", Optional.empty());
        }
    }

    private List<YamlNode> documents() {
        List<YamlNode> documents = new ArrayList<>();
        while (events.hasNext()) {
            if (events.next() instanceof DocumentStartEvent) {
                documents.add(node(events.next(), 0));
            }
        }
        return documents;
    }

    private YamlNode node(Event event, int depth) {
        Position position = position(event.getStartMark());
        if (depth > MAX_DEPTH) {
            throw error(position, "This is nested deeper than " + MAX_DEPTH + " levels. Write it flatter.");
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, position);
        }
        if (event instanceof SequenceStartEvent start) {
            return new YamlNode.Sequence(items(depth), position, properties(start.getAnchor(), start.getTag()));
        }
        if (event instanceof MappingStartEvent start) {
            return new YamlNode.Mapping(entries(depth), position, properties(start.getAnchor(), start.getTag()));
        }
        if (event instanceof AliasEvent alias) {
            return new YamlNode.Alias(alias.getAlias().getValue(), position);
        }
        throw error(position, "This is no YAML value.");
    }

    private static YamlNode scalar(ScalarEvent scalar, Position position) {
        Properties properties = properties(scalar.getAnchor(), scalar.getTag());
        boolean plain = scalar.isPlain() && properties.tag() == null;
        return new YamlNode.Scalar(scalar.getValue(), plain, position, properties);
    }

    private List<YamlNode> items(int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return items;
    }

    private List<Entry> entries(int depth) {
        List<Entry> entries = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(node(event, depth + 1) instanceof YamlNode.Scalar key)) {
                throw error(position(event.getStartMark()), "A key must be a single text. Write it as a quoted text.");
            }
            entries.add(new Entry(key.text(), key.position(), node(events.next(), depth + 1)));
        }
        return entries;
    }

    private static Properties properties(Optional<Anchor> anchor, Optional<String> tag) {
        return new Properties(anchor.map(Anchor::getValue).orElse(null), tag.orElse(null));
    }

    private static Position position(Optional<Mark> mark) {
        return mark.map(at -> new Position(at.getLine() + 1, at.getColumn() + 1))
                .orElseThrow(() -> new IllegalStateException("The parser was asked for marks and gave none"));
    }

    private ConfigException error(Position position, String sentence) {
        return error(file, position, sentence);
    }

    private static ConfigException error(String file, Position position, String sentence) {
        Place place = Place.of(file, position.line(), position.column());
        return new ConfigException(place.describe() + ": " + sentence, place);
    }

    private static ConfigException broken(String file, @Nullable String problem, Optional<Mark> mark) {
        String reason = problem == null
                ? "it cannot be parsed"
                : TAG_HANDLE.matcher(problem).replaceFirst("$1");
        String sentence = "This is no valid YAML: " + reason + ".";
        return mark.map(at -> error(file, position(mark), sentence))
                .orElseGet(() -> new ConfigException(file + ": " + sentence, Place.ofFile(file)));
    }

    private static ConfigException unprintable(String file, String text, ReaderException broken) {
        int end = text.offsetByCodePoints(0, Math.min(broken.getPosition(), text.codePointCount(0, text.length())));
        int line = 1
                + (int) text.substring(0, end)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
        int column = text.codePointCount(text.lastIndexOf('\n', Math.max(0, end - 1)) + 1, end) + 1;
        String character = String.format("U+%04X", broken.getCodePoint());
        return error(
                file, new Position(line, column), "YAML does not allow the character " + character + ". Remove it.");
    }
}
