package dev.reflux.config;

import dev.reflux.config.YamlNode.Entry;
import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A value of a file with its full name, read as the type that is asked for.
 *
 * <p>An error quotes a value only as it is written: what a variable holds may be a password, and so may be any text.
 *
 * @param path full name, such as {@code reflux.lock.timeout}
 */
record YamlValue(YamlNode node, String path, YamlSource source) {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    boolean isScalar() {
        return node instanceof YamlNode.Scalar;
    }

    /** Whether it is null; a quoted text never is. */
    boolean isNull() {
        return node instanceof YamlNode.Scalar scalar && scalar.plain() && NULLS.contains(text());
    }

    /** A text, its variables replaced. */
    String text() {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            throw error("must be a single text, not " + kind());
        }
        try {
            return source.interpolator().resolve(scalar.text());
        } catch (Interpolator.Problem problem) {
            throw error(problem.text());
        }
    }

    boolean flag() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error("must be true or false" + instead());
        };
    }

    int number() {
        String text = text();
        if (!text.matches("[0-9]{1,9}")) {
            throw error("must be a whole number between 0 and 999999999" + instead());
        }
        return Integer.parseInt(text);
    }

    Duration duration() {
        String text = text();
        if (text.matches("[+-]?[0-9.]+")) {
            throw error("must have a unit, as in 200ms, 10s, 5m or 1h" + instead());
        }
        return Durations.parse(text)
                .orElseThrow(() -> error("must be a duration, as in 200ms, 10s, 5m, 1h or PT10S" + instead()));
    }

    <E extends Enum<E>> E choice(Class<E> type) {
        return Choices.parse(type, text())
                .orElseThrow(() -> error("must be one of " + String.join(", ", Choices.names(type)) + instead()));
    }

    /** A list of texts. */
    List<String> list() {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            throw error("must be a list, as in [a, b], not " + kind());
        }
        List<YamlNode> items = sequence.items();
        return IntStream.range(0, items.size())
                .mapToObj(i -> new YamlValue(items.get(i), path + "[" + i + "]", source).requiredText())
                .toList();
    }

    /** Texts by name, in the order written. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Entry entry : mapping().entries()) {
            texts.put(entry.key(), child(entry).requiredText());
        }
        return Collections.unmodifiableMap(texts);
    }

    /** Known keys below this one. */
    YamlGroup group(String... known) {
        return YamlGroup.of(this, List.of(known));
    }

    YamlNode.Mapping mapping() {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw error("must hold further keys, not " + kind());
    }

    YamlValue child(Entry entry) {
        return new YamlValue(entry.value(), path + "." + entry.shownKey(), source);
    }

    /** The error at this value. The problem is to be read after the name, and without a full stop. */
    ConfigException error(String problem) {
        return source.error(node.position(), path + " " + problem + ".");
    }

    /** The error of a group, which names the key below, at this value. */
    ConfigException wrap(ConfigException problem) {
        String section = path.substring(0, path.lastIndexOf('.') + 1);
        Place place =
                Place.of(source.file(), node.position().line(), node.position().column());
        return new ConfigException(place.describe() + ": " + section + problem.getMessage(), place, problem);
    }

    private String requiredText() {
        if (isNull()) {
            throw error("must not be null; an empty text is written \"\"");
        }
        return text();
    }

    private String instead() {
        return node instanceof YamlNode.Scalar scalar ? ", not '" + scalar.text() + "'" : "";
    }

    private String kind() {
        if (node instanceof YamlNode.Sequence) {
            return "a list";
        }
        return node instanceof YamlNode.Mapping ? "a mapping" : "a single text";
    }
}
