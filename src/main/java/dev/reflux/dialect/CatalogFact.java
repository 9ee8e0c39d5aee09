package dev.reflux.dialect;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One fact about one object of a database's schema, in words that do not depend on when the object was made.
 *
 * @param table qualified name of the table that it goes away with, or null
 * @param key kind and name of the object
 * @param definition the fact; may have several lines
 */
public record CatalogFact(@Nullable String table, String key, String definition) implements Comparable<CatalogFact> {

    private static final Comparator<CatalogFact> ORDER =
            Comparator.comparing(CatalogFact::key).thenComparing(CatalogFact::definition);

    /** Whether it is about a table of this name, qualified or not, or about something that goes away with it. */
    public boolean isOf(String name) {
        return table != null && (table.equals(name) || table.endsWith("." + name));
    }

    /**
     * What {@link #table} may be for one table: quoted or not, since only the server knows which of its keywords it quotes.
     *
     * @param schema name of the schema as the catalog has it, without quotes
     * @param name name of the table, likewise
     */
    public static Set<String> namesOf(String schema, String name) {
        return forms(schema)
                .flatMap(first -> forms(name).map(second -> first + "." + second))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> forms(String name) {
        return Stream.of(name, '"' + name.replace("\"", "\"\"") + '"');
    }

    /** By key, then definition. */
    @Override
    public int compareTo(CatalogFact other) {
        return ORDER.compare(this, other);
    }
}
