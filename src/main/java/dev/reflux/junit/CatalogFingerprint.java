package dev.reflux.junit;

import dev.reflux.dialect.CatalogFact;
import dev.reflux.dialect.Dialects;
import dev.reflux.dialect.StateTables;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * Everything that the non-system schemas of a database hold, as sorted facts.
 *
 * <p>Two databases of one server with equal fingerprints hold the same schema: tables, columns, constraints, indexes with
 * their predicates, sequences, views, functions, triggers, rules, policies, types, comments, privileges and so on. The facts
 * name no OID and do not depend on the order of creation, but for the order of columns, which is part of a table.
 *
 * <p>Not looked at are rows and contents of large objects; roles, memberships and tablespaces, which belong to the server;
 * security labels; the tables of a subscription; members of operator classes, and what a text search configuration consists
 * of. Of the options of user mappings, which may hold passwords, only a digest is kept.
 *
 * @param facts sorted
 * @param sequenceValues where the sequences stand, sorted; no part of {@link #lines()}
 */
public record CatalogFingerprint(List<CatalogFact> facts, List<CatalogFact> sequenceValues) {

    /** Sorts and copies the lists. */
    public CatalogFingerprint {
        facts = facts.stream().sorted().toList();
        sequenceValues = sequenceValues.stream().sorted().toList();
    }

    /**
     * Reads the database of a connection, and leaves that as it was: inside its transaction, if one is open. Blocks.
     *
     * @throws io.r2dbc.spi.R2dbcException if the server refuses
     */
    public static CatalogFingerprint read(Connection connection) {
        return Objects.requireNonNull(
                new CatalogReader(connection, Dialects.forUrl(null).catalog())
                        .readWithSequenceValues()
                        .block());
    }

    /** Without the tables of these names, and their columns, indexes, constraints, sequences, comments, privileges. */
    public CatalogFingerprint excluding(String... tables) {
        return new CatalogFingerprint(without(facts, tables), without(sequenceValues, tables));
    }

    /** Without Reflux's own tables, in the schema that they are in. */
    CatalogFingerprint excluding(StateTables own) {
        String schema = own.schema();
        String history = own.historyTable();
        if (schema == null) {
            return history == null ? excluding(own.versionTable()) : excluding(own.versionTable(), history);
        }
        Set<String> names = new HashSet<>(CatalogFact.namesOf(schema, own.versionTable()));
        if (history != null) {
            names.addAll(CatalogFact.namesOf(schema, history));
        }
        Predicate<CatalogFact> others = fact -> fact.table() == null || !names.contains(fact.table());
        return new CatalogFingerprint(
                facts.stream().filter(others).toList(),
                sequenceValues.stream().filter(others).toList());
    }

    /** With the last values of the sequences as facts of their own. */
    public CatalogFingerprint withSequenceValues() {
        return new CatalogFingerprint(
                Stream.concat(facts.stream(), sequenceValues.stream()).toList(), List.of());
    }

    /** One line a fact, or several where a definition has several; each names its object. */
    public List<String> lines() {
        return facts.stream().flatMap(CatalogFingerprint::lines).toList();
    }

    private static Stream<String> lines(CatalogFact fact) {
        return fact.definition().lines().map(line -> fact.key() + ": " + line);
    }

    /** What this fingerprint has to lose and to gain to be the expected one. */
    public Difference difference(CatalogFingerprint expected) {
        return new Difference(minus(expected.facts, facts), minus(facts, expected.facts));
    }

    /**
     * Fails with the facts that are missing and those that are too many, if any.
     *
     * @throws AssertionFailedError with the lines of both as its values
     */
    public void assertSameAs(CatalogFingerprint expected) {
        Difference difference = difference(expected);
        if (!difference.isEmpty()) {
            throw new AssertionFailedError(
                    "The catalog is not the expected one.\n" + difference, expected.toString(), toString());
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }

    private static List<CatalogFact> without(List<CatalogFact> facts, String... tables) {
        return facts.stream()
                .filter(fact -> Stream.of(tables).noneMatch(fact::isOf))
                .toList();
    }

    /** Both lists are sorted, and a fact may be there twice. */
    private static List<CatalogFact> minus(List<CatalogFact> facts, List<CatalogFact> others) {
        List<CatalogFact> rest = new ArrayList<>();
        int next = 0;
        for (CatalogFact fact : facts) {
            while (next < others.size() && others.get(next).compareTo(fact) < 0) {
                next++;
            }
            if (next < others.size() && others.get(next).compareTo(fact) == 0) {
                next++;
            } else {
                rest.add(fact);
            }
        }
        return rest;
    }

    /**
     * What two fingerprints do not share.
     *
     * @param missing facts that are expected and not there, sorted
     * @param unexpected facts that are there and not expected, sorted
     */
    public record Difference(List<CatalogFact> missing, List<CatalogFact> unexpected) {

        /** Copies the lists. */
        public Difference {
            missing = List.copyOf(missing);
            unexpected = List.copyOf(unexpected);
        }

        /** Whether the fingerprints are the same. */
        public boolean isEmpty() {
            return missing.isEmpty() && unexpected.isEmpty();
        }

        /** Lines that begin with {@code -} for what is missing, then such that begin with {@code +}. */
        @Override
        public String toString() {
            return Stream.concat(marked("- ", missing), marked("+ ", unexpected))
                    .reduce((text, line) -> text + "\n" + line)
                    .orElse("");
        }

        private static Stream<String> marked(String mark, List<CatalogFact> facts) {
            return facts.stream().flatMap(CatalogFingerprint::lines).map(line -> mark + line);
        }
    }
}
