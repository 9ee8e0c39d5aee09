package dev.reflux.config;

import dev.reflux.config.YamlNode.Entry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values below a key whose names are all known. */
final class YamlGroup {

    private final Map<String, YamlValue> values;

    private YamlGroup(Map<String, YamlValue> values) {
        this.values = values;
    }

    /** Checks the names; each may stand once, in whichever spelling. */
    static YamlGroup of(YamlValue parent, List<String> known) {
        Map<String, YamlValue> values = new LinkedHashMap<>();
        for (Entry entry : parent.mapping().entries()) {
            String key = KeyNames.kebab(entry.key());
            YamlValue value = parent.child(entry);
            if (!known.contains(key)) {
                String nearest = parent.path() + "." + KeyNames.nearest(entry.key(), known);
                throw parent.source()
                        .error(
                                entry.position(),
                                value.path() + " is not a known key. The nearest known key is " + nearest + ".");
            }
            if (values.put(key, value) != null) {
                throw parent.source().error(entry.position(), value.path() + " is given twice. Keep one of the two.");
            }
        }
        return new YamlGroup(values);
    }

    /** The values in the order written, by their names in kebab case. */
    Map<String, YamlValue> values() {
        return values;
    }

    boolean flag(String key, boolean fallback) {
        YamlValue value = values.get(key);
        return value == null ? fallback : value.flag();
    }

    int number(String key, int fallback, Check<Integer> check) {
        YamlValue value = values.get(key);
        return value == null ? fallback : checked(value, value.number(), check);
    }

    Duration duration(String key, Duration fallback) {
        YamlValue value = values.get(key);
        return value == null ? fallback : checked(value, value.duration(), Checks::duration);
    }

    @Nullable
    String text(String key) {
        YamlValue value = values.get(key);
        return value == null || value.isNull() ? null : checked(value, value.text(), Checks::notBlank);
    }

    private static <T> T checked(YamlValue value, T read, Check<T> check) {
        String problem = check.problem(read);
        if (problem != null) {
            throw value.error(problem);
        }
        return read;
    }
}
