package dev.reflux.config;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A YAML document as it was written, with the place of each part. */
sealed interface YamlNode {

    /** Where it begins. */
    Position position();

    /** Anchor and tag, as far as it has them. */
    Properties properties();

    /** Line and column, both counted from 1. */
    record Position(int line, int column) {}

    /** Name of the anchor and full name of the tag; null where there is none. */
    record Properties(@Nullable String anchor, @Nullable String tag) {

        static final Properties NONE = new Properties(null, null);
    }

    /** A single text; plain when neither quoted nor in a block. */
    record Scalar(String text, boolean plain, Position position, Properties properties) implements YamlNode {}

    /** A list. */
    record Sequence(List<YamlNode> items, Position position, Properties properties) implements YamlNode {

        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Keys with their values in the order written; a key may stand twice. */
    record Mapping(List<Entry> entries, Position position, Properties properties) implements YamlNode {

        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** A reference to an anchor, not followed. */
    record Alias(String anchor, Position position) implements YamlNode {

        @Override
        public Properties properties() {
            return Properties.NONE;
        }
    }

    /** A key with its value. */
    record Entry(String key, Position position, YamlNode value) {

        private static final Pattern BEYOND_NAME = Pattern.compile("(?s)[\\s:=/@'\"].*");

        /** The key for a message; where a colon lost its space, the value that became part of the key is left out. */
        String shownKey() {
            return BEYOND_NAME.matcher(key).replaceFirst("\u2026");
        }

        Entry withKey(String other) {
            return new Entry(other, position, value);
        }

        Entry withValue(YamlNode other) {
            return new Entry(key, position, other);
        }
    }
}
