package dev.reflux.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names that are types in every database: those of PostgreSQL under one spelling each, and the portable ones.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">Data Types</a>
 */
final class BuiltInTypes {

    /** Spellings that only the grammar knows; the catalog has other names. */
    private static final Map<String, TypeModifier> STANDARD = standard();

    /** Spellings that are the catalog's own names. */
    private static final Map<String, TypeModifier> CATALOG = catalog();

    /** Names that PostgreSQL does not know. */
    private static final Map<String, TypeModifier> PORTABLE = portable();

    private static final Map<String, TypeModifier> MODIFIERS = union(List.of(STANDARD, CATALOG, PORTABLE));

    private static final Map<String, String> CATALOG_SYNONYMS = Map.of(
            "int2", "smallint",
            "int4", "integer",
            "int8", "bigint",
            "float4", "real",
            "float8", "double precision",
            "bool", "boolean");

    private static final Map<String, String> SYNONYMS = union(List.of(CATALOG_SYNONYMS, standardSynonyms()));

    /** Types of functions, which no column has. */
    private static final Set<String> PSEUDO = Set.of(
            """
            anyarray anycompatible anycompatiblearray anycompatiblemultirange anycompatiblenonarray anycompatiblerange
            anyelement anyenum anymultirange anynonarray anyrange cstring event_trigger fdw_handler index_am_handler
            internal language_handler pg_ddl_command record table_am_handler trigger tsm_handler unknown void
            """
                    .strip()
                    .split("\\s+"));

    private BuiltInTypes() {}

    private static Map<String, TypeModifier> standard() {
        Map<String, TypeModifier> types = new LinkedHashMap<>();
        put(types, TypeModifier.NONE, "smallint integer bigint real boolean smallserial serial bigserial");
        types.put("double precision", TypeModifier.NONE);
        types.put("char", TypeModifier.FIXED_LENGTH);
        types.put("bit", TypeModifier.FIXED_BITS);
        List.of("year", "month", "day", "hour", "minute", "year to month", "day to hour", "day to minute")
                .forEach(fields -> types.put("interval " + fields, TypeModifier.NONE));
        types.put("interval hour to minute", TypeModifier.NONE);
        List.of("second", "day to second", "hour to second", "minute to second")
                .forEach(fields -> types.put("interval " + fields, TypeModifier.FRACTION));
        return types;
    }

    private static Map<String, TypeModifier> catalog() {
        Map<String, TypeModifier> types = new LinkedHashMap<>();
        put(
                types,
                TypeModifier.NONE,
                """
                text bytea date uuid json jsonb jsonpath xml money name bpchar oid inet cidr macaddr macaddr8 point line
                lseg box path polygon circle tsvector tsquery regclass regcollation regconfig regdictionary regnamespace
                regoper regoperator regproc regprocedure regrole regtype pg_lsn pg_snapshot txid_snapshot xid xid8 cid
                tid aclitem refcursor int2vector oidvector gtsvector int4range int8range numrange tsrange tstzrange
                daterange int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange
                """);
        put(types, TypeModifier.FRACTION, "time timetz timestamp timestamptz interval");
        types.put("numeric", TypeModifier.DECIMAL);
        types.put("varchar", TypeModifier.LENGTH);
        types.put("varbit", TypeModifier.BITS);
        return types;
    }

    private static Map<String, TypeModifier> portable() {
        Map<String, TypeModifier> types = new LinkedHashMap<>();
        put(types, TypeModifier.NONE, "blob clob double mediumint tinyint");
        put(types, TypeModifier.LENGTH, "string nvarchar binary varbinary");
        types.put("datetime", TypeModifier.FRACTION);
        types.put("number", TypeModifier.DECIMAL);
        return types;
    }

    private static Map<String, String> standardSynonyms() {
        Map<String, String> synonyms = new LinkedHashMap<>();
        synonyms(synonyms, "integer", "int");
        synonyms(synonyms, "smallserial", "serial2");
        synonyms(synonyms, "serial", "serial4");
        synonyms(synonyms, "bigserial", "serial8");
        synonyms(synonyms, "numeric", "decimal", "dec");
        synonyms(synonyms, "char", "character", "nchar", "national char", "national character");
        synonyms(synonyms, "varchar", "character varying", "char varying", "nchar varying");
        synonyms(synonyms, "varchar", "national char varying", "national character varying");
        synonyms(synonyms, "varbit", "bit varying");
        synonyms(synonyms, "time", "time without time zone");
        synonyms(synonyms, "timetz", "time with time zone");
        synonyms(synonyms, "timestamp", "timestamp without time zone");
        synonyms(synonyms, "timestamptz", "timestamp with time zone");
        return synonyms;
    }

    private static void put(Map<String, TypeModifier> types, TypeModifier modifier, String names) {
        List.of(names.strip().split("\\s+")).forEach(name -> types.put(name, modifier));
    }

    private static void synonyms(Map<String, String> synonyms, String name, String... spellings) {
        List.of(spellings).forEach(spelling -> synonyms.put(spelling, name));
    }

    private static <T> Map<String, T> union(List<Map<String, T>> parts) {
        Map<String, T> all = new LinkedHashMap<>();
        parts.forEach(all::putAll);
        return all;
    }

    /** What a canonical name takes in parentheses; null: the name is not a canonical one. */
    static @Nullable TypeModifier modifier(String name) {
        return MODIFIERS.get(name);
    }

    /** The canonical name of a spelling in lower case with single blanks; null: it is none. */
    static @Nullable String canonical(String spelling) {
        return MODIFIERS.containsKey(spelling) ? spelling : SYNONYMS.get(spelling);
    }

    /** The canonical name of the type that {@code pg_catalog} keeps under this one; null: there is none. */
    static @Nullable String ofCatalog(String name) {
        return CATALOG.containsKey(name) ? name : CATALOG_SYNONYMS.get(name);
    }

    static boolean pseudo(String name) {
        return PSEUDO.contains(name);
    }

    /** Whether the word, unless it is quoted, is something else than the name of a user-defined type. */
    static boolean taken(String word) {
        return canonical(word) != null
                || pseudo(word)
                || Set.of("array", "float").contains(word)
                || meant(word).isPresent();
    }

    /** The name that a word is most likely a misspelling of. */
    static Optional<String> meant(String word) {
        return Stream.of(MODIFIERS.keySet(), SYNONYMS.keySet(), Set.of("float"))
                .flatMap(Set::stream)
                .filter(name -> TypingSlip.between(word, name))
                .findFirst();
    }
}
