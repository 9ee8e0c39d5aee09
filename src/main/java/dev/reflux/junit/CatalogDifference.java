package dev.reflux.junit;

import dev.reflux.dialect.CatalogFact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What two catalogs do not have in common, for people: object by object, what is lost with {@code -}, what is left over
 * with {@code +}, what has changed as a pair of both.
 *
 * @param keys kinds and names of the objects
 * @param lines empty for none
 */
record CatalogDifference(Set<String> keys, List<String> lines) {

    static final CatalogDifference NONE = new CatalogDifference(Set.of(), List.of());

    private static final int MOST_LINES = 40;

    private static final int LONGEST_LINE = 240;

    /** A lost column moves all behind it, which says nothing more. */
    private static final Pattern PLACE = Pattern.compile(" #\\d{4} ");

    CatalogDifference {
        keys = Set.copyOf(keys);
        lines = List.copyOf(lines);
    }

    /** Compares everything. */
    static CatalogDifference between(CatalogFingerprint expected, CatalogFingerprint actual) {
        CatalogFingerprint.Difference found = actual.difference(expected);
        CatalogDifference unordered = of(found.missing(), found.unexpected());
        return unordered.isEmpty() ? moved(found.missing(), found.unexpected()) : unordered;
    }

    /** Compares everything but the order of columns. */
    static CatalogDifference betweenUnordered(CatalogFingerprint expected, CatalogFingerprint actual) {
        CatalogFingerprint.Difference found = actual.difference(expected);
        return of(found.missing(), found.unexpected());
    }

    /** Out of the facts that are on one side only. */
    static CatalogDifference of(Collection<CatalogFact> lost, Collection<CatalogFact> left) {
        Map<String, Change> changes = new TreeMap<>();
        lost.forEach(fact -> change(changes, fact).lost().add(fact.definition()));
        left.forEach(fact -> {
            Change change = change(changes, fact);
            if (!change.lost().remove(fact.definition())) {
                change.left().add(fact.definition());
            }
        });
        changes.values().removeIf(Change::isNone);
        return new CatalogDifference(
                changes.keySet(),
                changes.entrySet().stream()
                        .flatMap(entry -> entry.getValue().lines(entry.getKey()))
                        .toList());
    }

    private static Change change(Map<String, Change> changes, CatalogFact fact) {
        return changes.computeIfAbsent(unplaced(fact.key()), any -> new Change(new ArrayList<>(), new ArrayList<>()));
    }

    private static String unplaced(String key) {
        return PLACE.matcher(key).replaceFirst(" ");
    }

    /** Facts that are the same but for the places of columns. */
    private static CatalogDifference moved(Collection<CatalogFact> lost, Collection<CatalogFact> left) {
        Map<String, String> places = new HashMap<>();
        lost.forEach(fact -> places.put(unplaced(fact.key()), fact.key()));
        return new CatalogDifference(
                places.keySet(),
                left.stream()
                        .flatMap(fact -> Stream.of("- " + places.get(unplaced(fact.key())), "+ " + fact.key()))
                        .toList());
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The lines, indented; of very many the first ones and how many more there are. */
    @Override
    public String toString() {
        String shown = lines.stream()
                .limit(MOST_LINES)
                .map(CatalogDifference::shortened)
                .collect(Collectors.joining("\n"));
        int rest = lines.size() - MOST_LINES;
        return rest <= 0 ? shown : shown + "\n  … and " + rest + (rest == 1 ? " line more" : " lines more");
    }

    private static String shortened(String line) {
        return line.codePointCount(0, line.length()) <= LONGEST_LINE
                ? "  " + line
                : "  " + line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE)) + " …";
    }

    /** The definitions of one key that are on one side only. */
    private record Change(List<String> lost, List<String> left) {

        boolean isNone() {
            return lost.isEmpty() && left.isEmpty();
        }

        Stream<String> lines(String key) {
            if (lost.isEmpty() || left.isEmpty()) {
                return Stream.concat(
                        lost.stream().flatMap(each -> marked("- ", key, each)),
                        left.stream().flatMap(each -> marked("+ ", key, each)));
            }
            List<String> pair = Stream.concat(
                            only(lost, left).map(line -> "  - " + line),
                            only(left, lost).map(line -> "  + " + line))
                    .toList();
            return Stream.concat(
                    Stream.of(pair.isEmpty() ? key + ": the same lines in another order" : key), pair.stream());
        }

        private static Stream<String> marked(String mark, String key, String definition) {
            List<String> lines = definition.lines().toList();
            String first = lines.isEmpty() ? "" : ": " + lines.get(0);
            return Stream.concat(
                    Stream.of(mark + key + first), lines.stream().skip(1).map(line -> mark + "    " + line));
        }

        /** Of texts of several lines those that the others have not. */
        private static Stream<String> only(List<String> texts, List<String> others) {
            List<String> rest = texts.stream().flatMap(String::lines).collect(Collectors.toCollection(ArrayList::new));
            others.stream().flatMap(String::lines).forEach(rest::remove);
            return rest.stream();
        }
    }
}
