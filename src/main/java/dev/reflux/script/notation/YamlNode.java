package dev.reflux.script.notation;

import dev.reflux.sql.TextPosition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value in a YAML file, and where it begins. */
public sealed interface YamlNode {

    /** Where it begins. */
    TextPosition position();

    /** Whether the file says that there is no value. */
    default boolean isNull() {
        return false;
    }

    /** What it is, with its article, for messages. */
    String kind();

    /**
     * A single text.
     *
     * @param text the text without its quotes, escapes read
     * @param plain whether it stands there without quotes, so that it may mean a number, a flag or null
     */
    record Scalar(String text, boolean plain, TextPosition position) implements YamlNode {

        @Override
        public boolean isNull() {
            return plain && CoreSchema.isNull(text);
        }

        @Override
        public String kind() {
            return isNull() ? "empty" : "a single value";
        }
    }

    /** A list. */
    record Items(List<YamlNode> values, TextPosition position) implements YamlNode {

        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A map in the order of the file. */
    record Fields(Map<String, Field> values, TextPosition position) implements YamlNode {

        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public String kind() {
            return "a map";
        }
    }

    /**
     * An entry of a map.
     *
     * @param position where its key begins
     */
    record Field(YamlNode value, TextPosition position) {}
}
