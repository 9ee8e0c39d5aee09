package dev.reflux.config;

import dev.reflux.config.YamlNode.Entry;
import dev.reflux.config.YamlNode.Mapping;
import dev.reflux.error.ConfigException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What YAML allows and a configuration does not. */
final class YamlRules {

    private static final String STANDARD_TAGS = "tag:yaml.org,2002:";

    /** A password may begin with such a character by chance, so that what follows is never shown. */
    private static final String QUOTES = ", or put quotes round a text that begins with ";

    private YamlRules() {}

    /** Refuses anchors, aliases, tags of others and repeated keys, at any depth. */
    static void refuseReferences(YamlNode node, YamlSource source, String path) {
        refuseReference(node, source, path);
        refuseBelow(node, source, path);
    }

    /** Refuses an anchor, an alias or a tag of others on the value itself. */
    static void refuseReference(YamlNode node, YamlSource source, String path) {
        if (node instanceof YamlNode.Alias alias) {
            throw source.error(
                    alias.position(),
                    path + " is an alias. Aliases are not followed here; write the value out" + QUOTES + "*.");
        }
        if (node.properties().anchor() != null) {
            throw source.error(
                    node.position(), path + " has an anchor. Anchors are not allowed here; remove it" + QUOTES + "&.");
        }
        String tag = node.properties().tag();
        if (tag != null && !tag.equals("!") && !tag.startsWith(STANDARD_TAGS)) {
            throw source.error(
                    node.position(), path + " has a tag. Tags are not allowed here; remove it" + QUOTES + "!.");
        }
    }

    private static void refuseBelow(YamlNode node, YamlSource source, String path) {
        if (node instanceof Mapping mapping) {
            refuseRepeated(mapping, source, UnaryOperator.identity());
            mapping.entries().forEach(entry -> refuseReferences(entry.value(), source, path + "." + entry.shownKey()));
        } else if (node instanceof YamlNode.Sequence sequence) {
            List<YamlNode> items = sequence.items();
            for (int i = 0; i < items.size(); i++) {
                refuseReferences(items.get(i), source, path + "[" + i + "]");
            }
        }
    }

    /** Refuses keys that stand twice in one mapping. */
    static void refuseRepeated(Mapping mapping, YamlSource source, UnaryOperator<String> spelling) {
        Set<String> seen = new HashSet<>();
        for (Entry entry : mapping.entries()) {
            if (!seen.add(spelling.apply(entry.key()))) {
                throw repeated(entry, source);
            }
        }
    }

    static ConfigException repeated(Entry entry, YamlSource source) {
        return source.error(entry.position(), "The key " + entry.shownKey() + " is given twice. Keep one of the two.");
    }
}
