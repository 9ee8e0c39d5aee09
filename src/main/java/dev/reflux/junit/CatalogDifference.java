package dev.reflux.junit;

import dev.reflux.dialect.CatalogFact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What two catalogs do not have in common, for people: object by object, what is lost with {@code -}, what is left over
 * with {@code +}, what has changed as a pair of both.
 *
 * @param lines empty for none
 */
record CatalogDifference(List<String> lines) {

    private static final int MOST_LINES = 40;

    private static final int LONGEST_LINE = 240;

    /** A lost column moves all behind it, which says nothing more. */
    private static final Pattern PLACE = Pattern.compile(" #\\d{4} ");

    CatalogDifference {
        lines = List.copyOf(lines);
    }

    /** Compares everything. */
    static CatalogDifference between(Collection<CatalogFact> expected, Collection<CatalogFact> actual) {
        CatalogDifference unplaced = betweenUnordered(expected, actual);
        return unplaced.isEmpty() ? new CatalogDifference(moved(expected, actual)) : unplaced;
    }

    /** Compares everything but the order of columns. */
    static CatalogDifference betweenUnordered(Collection<CatalogFact> expected, Collection<CatalogFact> actual) {
        Map<String, Change> changes = new TreeMap<>();
        expected.forEach(fact -> change(changes, fact).lost().add(fact.definition()));
        actual.forEach(fact -> {
            Change change = change(changes, fact);
            if (!change.lost().remove(fact.definition())) {
                change.left().add(fact.definition());
            }
        });
        return new CatalogDifference(changes.entrySet().stream()
                .flatMap(entry -> entry.getValue().lines(entry.getKey()))
                .toList());
    }

    private static Change change(Map<String, Change> changes, CatalogFact fact) {
        return changes.computeIfAbsent(
                unplaced(fact.key()), any -> new Change(new ArrayList<>(), new ArrayList<>()));
    }

    private static String unplaced(String key) {
        return PLACE.matcher(key).replaceFirst(" ");
    }

    /** Facts that are the same but for the places of columns. */
    private static List<String> moved(Collection<CatalogFact> expected, Collection<CatalogFact> actual) {
        Map<String, String> places = new LinkedHashMap<>();
        expected.forEach(fact -> places.put(unplaced(fact.key()), fact.key()));
        return actual.stream()
                .filter(fact -> !fact.key().equals(places.get(unplaced(fact.key()))))
                .flatMap(fact -> Stream.of(
                        "- " + places.get(unplaced(fact.key())), "+ " + fact.key()))
                .toList();
    }

    boolean isEmpty() {
        return lines.isEmpty();
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

        Stream<String> lines(String key) {
            if (lost.isEmpty() && left.isEmpty()) {
                return Stream.empty();
            }
            if (lost.isEmpty() || left.isEmpty()) {
                return Stream.concat(
                        lost.stream().flatMap(each -> marked("- ", key, each)),
                        left.stream().flatMap(each -> marked("+ ", key, each)));
            }
            return Stream.concat(
                    Stream.of(key),
                    Stream.concat(
                            only(lost, left).map(line -> "  - " + line), only(left, lost).map(line -> "  + " + line)));
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
