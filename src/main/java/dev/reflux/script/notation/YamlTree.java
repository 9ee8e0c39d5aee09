package dev.reflux.script.notation;

import dev.reflux.error.Place;
import dev.reflux.script.notation.YamlNode.Field;
import dev.reflux.script.notation.YamlNode.Fields;
import dev.reflux.script.notation.YamlNode.Items;
import dev.reflux.script.notation.YamlNode.Scalar;
import dev.reflux.sql.TextPosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Makes values of events. */
public final class YamlTree {

    /** Each takes some hundred times the memory that it takes in the file, and a file may hold millions. */
    private static final int MOST_VALUES = 1_000_000;

    private final YamlEvents events;
    private int values;

    public YamlTree(YamlEvents events) {
        this.events = events;
    }

    /** The value that begins with an event, which was already taken. */
    public YamlNode read(Event start) {
        return read(start, 1);
    }

    private YamlNode read(Event start, int depth) {
        events.requireDepth(start, depth);
        if (++values > MOST_VALUES) {
            throw events.error(
                    start,
                    "This revision holds more than " + MOST_VALUES
                            + " values. Put data into a SQL revision, as COPY … FROM"
                            + " stdin, which is streamed, or divide it.");
        }
        if (start instanceof SequenceStartEvent list) {
            requireNoTag(list, list.getTag());
            return items(list, depth);
        }
        if (start instanceof MappingStartEvent map) {
            requireNoTag(map, map.getTag());
            return fields(map, depth);
        }
        if (start instanceof ScalarEvent scalar) {
            requireNoTag(scalar, scalar.getTag());
            return new Scalar(text(scalar), scalar.isPlain(), position(scalar));
        }
        throw events.error(start, "A value is missing here. Write one.");
    }

    private Items items(SequenceStartEvent start, int depth) {
        List<YamlNode> values = new ArrayList<>();
        for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
            values.add(read(item, depth + 1));
        }
        return new Items(values, position(start));
    }

    private Fields fields(MappingStartEvent start, int depth) {
        Map<String, Field> values = new LinkedHashMap<>();
        for (ScalarEvent key = events.nextKey(); key != null; key = events.nextKey()) {
            requireNoTag(key, key.getTag());
            Field field = new Field(read(events.next(), depth + 1), position(key));
            requireColon(key, field);
            Field earlier = values.putIfAbsent(text(key), field);
            if (earlier != null) {
                throw events.error(
                        key,
                        "The key \"" + Excerpt.of(key.getValue()) + "\" is there twice, first in line "
                                + earlier.position().line() + ". Keep one of the two.");
            }
        }
        return new Fields(values, position(start));
    }

    /** Refuses the rest of a text that a comma has cut in two, which YAML takes for a key without a value. */
    private void requireColon(ScalarEvent key, Field field) {
        TextPosition begin = field.position();
        TextPosition value = field.value().position();
        int length = key.getValue().codePointCount(0, key.getValue().length());
        boolean colon = value.line() != begin.line() || value.column() != begin.column() + length;
        if (key.isPlain() && field.value().isNull() && !colon) {
            if (key.getValue().contains(":")) {
                throw events.error(
                        key, "No blank follows the colon in \"" + Excerpt.of(key.getValue()) + "\". Write one.");
            }
            throw events.error(
                    key,
                    "\"" + Excerpt.of(key.getValue())
                            + "\" has neither a colon nor a value. If it goes on with the text before the"
                            + " comma, put quotes round the whole; else give it a value.");
        }
    }

    private void requireNoTag(Event event, Optional<?> tag) {
        if (tag.isPresent()) {
            throw events.error(event, "Tags are not followed here. Remove \"" + tag.get() + "\".");
        }
    }

    private String text(ScalarEvent scalar) {
        String text = scalar.getValue();
        if (Escapes.holdsHalfOfAPair(text)) {
            throw events.error(
                    scalar, "This text holds half of a surrogate pair, which is no character. Write the whole one.");
        }
        return text;
    }

    private TextPosition position(Event event) {
        Place place = events.place(event);
        int line = place.line() == null ? 1 : place.line();
        int column = place.column() == null ? 1 : place.column();
        return new TextPosition(line, column);
    }
}
