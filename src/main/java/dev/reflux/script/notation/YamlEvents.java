package dev.reflux.script.notation;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.source.SourceText;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The parse events of a YAML revision file, one after the other.
 *
 * <p>What YAML allows and a revision does not is refused as it passes, in parts that nobody looks at too: anchors, aliases,
 * merge keys, deep nesting, a second document.
 */
public final class YamlEvents {

    private static final int MAX_DEPTH = 50;
    private static final String MERGE_KEY = "<<";

    private final SourceText text;
    private final Iterator<Event> events;
    private Optional<Mark> last = Optional.empty();

    /** Events of a text. */
    public YamlEvents(SourceText text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(text.file())
                .setCodePointLimit(SourceText.MAX_CHARACTERS)
                // The parser fails where a character of two units lies across two of its buffers
                .setBufferSize(text.text().length() + 1)
                .build();
        this.text = text;
        this.events = checked(() -> new Parse(settings).parseString(text.text()).iterator());
    }

    /** The first event of the only document; empty when there is none. */
    public Optional<Event> document() {
        while (checked(events::hasNext)) {
            if (next() instanceof DocumentStartEvent) {
                return Optional.of(next());
            }
        }
        return Optional.empty();
    }

    /** Sees to it that nothing follows the document. */
    public void requireEnd() {
        while (checked(events::hasNext)) {
            Event event = next();
            if (event instanceof DocumentStartEvent) {
                throw error(event, "A second document begins here. Write one revision into one file.");
            }
        }
    }

    /** The next event; an anchor or an alias is refused. */
    public Event next() {
        Event event = checked(events::next);
        last = event.getEndMark();
        if (event instanceof AliasEvent) {
            throw error(event, "Aliases are not followed here. Write the value out, or put quotes round it.");
        }
        Optional<Anchor> anchor = event instanceof NodeEvent node ? node.getAnchor() : Optional.empty();
        if (anchor.isPresent()) {
            throw error(event, "Anchors are not allowed here. Remove it, or put quotes round the value.");
        }
        return event;
    }

    /** The next event as a key; null at the end of the mapping. */
    @Nullable
    public ScalarEvent nextKey() {
        Event event = next();
        if (event.getEventId() == Event.ID.MappingEnd) {
            return null;
        }
        if (!(event instanceof ScalarEvent key)) {
            throw error(event, "A key must be a single text. Write it as a quoted text.");
        }
        if (key.isPlain() && key.getValue().equals(MERGE_KEY)) {
            throw error(event, "Merge keys are not followed here. Write the values out.");
        }
        return key;
    }

    /** Passes over a value, of which the first event was already taken. */
    public void skip(Event start) {
        skip(start, 1);
    }

    private void skip(Event start, int depth) {
        requireDepth(start, depth);
        if (start instanceof SequenceStartEvent) {
            for (Event item = next(); item.getEventId() != Event.ID.SequenceEnd; item = next()) {
                skip(item, depth + 1);
            }
        } else if (start instanceof MappingStartEvent) {
            while (nextKey() != null) {
                skip(next(), depth + 1);
            }
        }
    }

    /** Refuses a value that lies too deep for those who follow it by recursion. */
    void requireDepth(Event start, int depth) {
        if (depth > MAX_DEPTH) {
            throw error(start, "This is nested deeper than " + MAX_DEPTH + " levels. Write it flatter.");
        }
    }

    /** Where an event begins. */
    public Place place(Event event) {
        return event.getStartMark().map(this::place).orElseGet(() -> Place.ofFile(text.file()));
    }

    private Place place(Mark mark) {
        return Place.of(text.file(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The error that something about an event is wrong. */
    public InvalidRevisionFileException error(Event event, String sentences) {
        return SourceText.error(place(event), sentences);
    }

    private <T> T checked(Supplier<T> step) {
        try {
            return step.get();
        } catch (MarkedYamlEngineException broken) {
            throw broken(broken, broken.getProblem(), broken.getProblemMark().or(broken::getContextMark));
        } catch (ReaderException broken) {
            throw unprintable(broken);
        } catch (YamlEngineException broken) {
            throw broken(broken, broken.getMessage(), Optional.empty());
        } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
            // Over the escape "\x" without digits, say, the library stumbles itself, and names no place
            throw broken(broken, "something after this place, such as an escape, is malformed", last);
        }
    }

    private InvalidRevisionFileException broken(Exception cause, @Nullable String problem, Optional<Mark> mark) {
        Place place = mark.map(this::place).orElseGet(() -> Place.ofFile(text.file()));
        String reason = problem == null ? "it cannot be parsed" : problem;
        return new InvalidRevisionFileException(
                place.describe() + ": This is no valid YAML: " + reason + ". Correct it.", place, cause);
    }

    private InvalidRevisionFileException unprintable(ReaderException broken) {
        int characters = text.text().codePointCount(0, text.text().length());
        int index = text.text().offsetByCodePoints(0, Math.min(broken.getPosition(), characters));
        String character = String.format("U+%04X", broken.getCodePoint());
        return text.error(
                index,
                "YAML does not allow the character " + character + ". Remove it, or write it as an escape in double"
                        + " quotes.");
    }
}
