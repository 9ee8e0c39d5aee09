package dev.reflux.config;

import dev.reflux.config.YamlNode.Entry;
import dev.reflux.config.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The top level of a configuration file, which may be a Spring Boot application's own.
 *
 * <p>As with Spring Boot, a key may be flattened ({@code reflux.lock.timeout: 5s}), and in a file of several documents a later
 * one overrides an earlier one, key by key. A document that is for a profile or a platform only is left out.
 */
final class YamlSections {

    private static final String ACTIVATION = "spring.config.activate";

    private final List<Mapping> documents;
    private final YamlSource source;

    private YamlSections(List<Mapping> documents, YamlSource source) {
        this.documents = documents;
        this.source = source;
    }

    /** Parses a file; what stands in its sections is checked only when it is asked for. */
    static YamlSections parse(String text, YamlSource source) {
        List<Mapping> documents = new ArrayList<>();
        for (YamlNode document : YamlParser.parse(source.file(), text)) {
            YamlValue root = new YamlValue(document, "The document", source);
            if (!root.isScalar() || !root.isNull()) {
                documents.add(root.mapping());
            }
        }
        documents.removeIf(document -> holds(document, ACTIVATION));
        documents.forEach(document -> YamlRules.refuseRepeated(document, source, UnaryOperator.identity()));
        return new YamlSections(List.copyOf(documents), source);
    }

    /**
     * The section of all documents taken together, or nothing where no document has it.
     *
     * @param wanted which of its keys are read; the others are neither checked nor returned
     */
    Optional<YamlValue> find(String name, Predicate<String> wanted) {
        Mapping found = null;
        for (Mapping document : documents) {
            Optional<Mapping> section = section(document, name, wanted);
            if (section.isPresent()) {
                found = found == null ? section.get() : override(found, section.get(), KeyNames::kebab);
            }
        }
        return Optional.ofNullable(found).map(mapping -> new YamlValue(mapping, name, source));
    }

    /** Top-level keys that hold further keys, in the order written. */
    List<String> names() {
        return documents.stream()
                .flatMap(document -> document.entries().stream())
                .filter(entry -> entry.value() instanceof Mapping)
                .map(Entry::key)
                .distinct()
                .toList();
    }

    private Optional<Mapping> section(Mapping document, String name, Predicate<String> wanted) {
        List<Entry> entries = new ArrayList<>();
        YamlNode.Position position = null;
        for (Entry entry : document.entries()) {
            if (entry.key().equals(name)) {
                position = entry.position();
                entries.addAll(direct(entry));
            } else if (entry.key().startsWith(name + ".")) {
                position = position == null ? entry.position() : position;
                entries.add(entry.withKey(entry.key().substring(name.length() + 1)));
            }
        }
        entries.removeIf(entry -> !wanted.test(entry.key()));
        entries.forEach(entry -> YamlRules.refuseReferences(entry.value(), source, name + "." + entry.key()));
        return position == null
                ? Optional.empty()
                : Optional.of(unflattened(new Mapping(entries, position, YamlNode.Properties.NONE)));
    }

    private List<Entry> direct(Entry entry) {
        YamlValue value = new YamlValue(entry.value(), entry.key(), source);
        YamlRules.refuseReference(entry.value(), source, entry.key());
        return value.isScalar() && value.isNull() ? List.of() : value.mapping().entries();
    }

    /** Turns {@code lock.timeout: 5s} into {@code lock: {timeout: 5s}}; further dots belong to the inner key. */
    private Mapping unflattened(Mapping section) {
        YamlRules.refuseRepeated(section, source, KeyNames::kebab);
        Map<String, Entry> merged = new LinkedHashMap<>();
        for (Entry flat : section.entries()) {
            Entry entry = unflattened(flat);
            Entry other = merged.get(KeyNames.kebab(entry.key()));
            merged.put(KeyNames.kebab(entry.key()), other == null ? entry : together(other, entry));
        }
        return new Mapping(List.copyOf(merged.values()), section.position(), section.properties());
    }

    private static Entry unflattened(Entry flat) {
        int dot = flat.key().indexOf('.');
        if (dot <= 0 || dot == flat.key().length() - 1) {
            return flat;
        }
        Entry inner = flat.withKey(flat.key().substring(dot + 1));
        Mapping outer = new Mapping(List.of(inner), flat.position(), YamlNode.Properties.NONE);
        return new Entry(flat.key().substring(0, dot), flat.position(), outer);
    }

    private Entry together(Entry first, Entry second) {
        if (first.value() instanceof Mapping left && second.value() instanceof Mapping right) {
            List<Entry> entries = new ArrayList<>(left.entries());
            entries.addAll(right.entries());
            Mapping both = new Mapping(entries, left.position(), left.properties());
            YamlRules.refuseRepeated(both, source, UnaryOperator.identity());
            return first.withValue(both);
        }
        throw YamlRules.repeated(second, source);
    }

    /** Names are compared as the outermost level spells them; further in, a name may be the user's own. */
    private static Mapping override(Mapping base, Mapping later, UnaryOperator<String> spelling) {
        Map<String, Entry> merged = new LinkedHashMap<>();
        base.entries().forEach(entry -> merged.put(spelling.apply(entry.key()), entry));
        for (Entry entry : later.entries()) {
            merged.merge(spelling.apply(entry.key()), entry, YamlSections::override);
        }
        return new Mapping(List.copyOf(merged.values()), later.position(), later.properties());
    }

    private static Entry override(Entry base, Entry later) {
        return base.value() instanceof Mapping left && later.value() instanceof Mapping right
                ? later.withValue(override(left, right, UnaryOperator.identity()))
                : later;
    }

    private static boolean holds(Mapping mapping, String path) {
        return mapping.entries().stream().anyMatch(entry -> {
            String key = entry.key();
            boolean whole = key.equals(path) || key.startsWith(path + ".");
            boolean part = path.startsWith(key + ".") && entry.value() instanceof Mapping;
            return whole || (part && holds((Mapping) entry.value(), path.substring(key.length() + 1)));
        });
    }
}
