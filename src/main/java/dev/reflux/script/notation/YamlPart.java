package dev.reflux.script.notation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A value to be written as YAML. */
sealed interface YamlPart permits YamlScalar, YamlPart.Sequence, YamlPart.Mapping {

    /** On one line, between brackets or braces. */
    String inFlow();

    /** Whether it is to be written over several lines, however short it is. */
    boolean isSpread();

    /**
     * A list.
     *
     * @param wide whether each item is to have its own line
     */
    record Sequence(List<YamlPart> items, boolean wide) implements YamlPart {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String inFlow() {
            return items.stream().map(YamlPart::inFlow).collect(Collectors.joining(", ", "[", "]"));
        }

        @Override
        public boolean isSpread() {
            return !items.isEmpty() && (wide || items.stream().anyMatch(YamlPart::isSpread));
        }
    }

    /**
     * A map in order.
     *
     * @param wide whether each key is to have its own line
     */
    record Mapping(Map<String, YamlPart> fields, boolean wide) implements YamlPart {

        public Mapping {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String inFlow() {
            return fields.entrySet().stream()
                    .map(entry -> YamlScalar.key(entry.getKey()) + ": "
                            + entry.getValue().inFlow())
                    .collect(Collectors.joining(", ", "{", "}"));
        }

        @Override
        public boolean isSpread() {
            return !fields.isEmpty() && (wide || fields.values().stream().anyMatch(YamlPart::isSpread));
        }
    }
}
