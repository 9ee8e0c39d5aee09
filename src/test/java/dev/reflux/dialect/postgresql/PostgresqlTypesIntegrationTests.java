package dev.reflux.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.schema.DataType;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Types against what the server makes of them. */
@ExtendWith(PostgresServer.class)
class PostgresqlTypesIntegrationTests {

    /** Spellings that the server takes as well as Reflux. */
    private static final String SPELLINGS =
            """
            int
            INT4
            Integer
            int2
            smallint
            int8
            bigint
            decimal
            dec(8)
            numeric
            numeric(10,2)
            NUMERIC ( 010 , 2 )
            numeric(1000,1000)
            float
            float(1)
            float(24)
            float(25)
            float(53)
            float4
            float8
            real
            Double   Precision
            bool
            boolean
            char
            character
            char(3)
            character(10485760)
            nchar(3)
            national char(3)
            national character(3)
            bpchar
            bpchar(4)
            varchar
            varchar(10485760)
            character varying
            Character Varying (320)
            char varying(3)
            nchar varying(3)
            national char varying(3)
            national character varying(3)
            bit
            bit(8)
            bit(83886080)
            bit varying
            bit varying(8)
            varbit
            varbit(8)
            time
            time(3)
            time(0) without time zone
            time without time zone
            time with time zone
            time(3) with time zone
            timetz(2)
            timestamp
            timestamp(6) without time zone
            TIMESTAMP WITH TIME ZONE
            timestamp (3) with  time zone
            timestamptz(3)
            interval
            interval(3)
            interval year
            interval month
            interval day
            interval hour
            interval minute
            interval second
            interval second(0)
            interval year to month
            interval day to hour
            interval day to minute
            interval day to second
            interval day to second(3)
            interval hour to minute
            interval hour to second
            interval hour to second(6)
            interval minute to second
            interval minute to second(1)
            integer[]
            int[3]
            int [ 3 ] [ ]
            integer ARRAY
            integer array[4]
            varchar(3) array
            timestamp(3) with time zone array
            character varying array
            numeric(5,2)[][]
            interval day to second(3)[]
            pg_catalog.int4
            PG_CATALOG.Int8[]
            pg_catalog."timestamptz"(3)
            pg_catalog.float8
            pg_catalog.bool
            pg_catalog.bpchar(3)
            pg_catalog.bpchar
            pg_catalog.text
            pg_catalog.numeric(5,2)
            pg_catalog.varchar(5)
            pg_catalog.bit(3)
            pg_catalog.bit
            pg_catalog.char
            pg_catalog."char"
            pg_catalog.pg_class
            pg_catalog.time(3)
            pg_class
            "char"
            "char"[]
            "bit"
            "text"
            "int4"
            "varchar"(3)
            "timestamp"(3)
            information_schema.cardinal_number
            status
            Status
            "Status"
            "Status"[]
            public.status
            Shop.status
            shop . status
            "shop"."status"
            "My Shop"."St""at'us;--"
            "My Shop"."St""at'us;--" array
            shop.integer
            "integer"
            "integer"[]
            "array"
            "double precision"
            shop.array
            straße
            "ÄPFEL"
            shop.sized(3)
            """;

    private static final String SETUP =
            """
            CREATE SCHEMA shop;
            CREATE SCHEMA "My Shop";
            CREATE TYPE status AS ENUM ();
            CREATE TYPE "Status" AS ENUM ();
            CREATE TYPE shop.status AS ENUM ();
            CREATE TYPE "My Shop"."St""at'us;--" AS ENUM ();
            CREATE TYPE shop."integer" AS ENUM ();
            CREATE TYPE "integer" AS ENUM ();
            CREATE TYPE "array" AS ENUM ();
            CREATE TYPE "double precision" AS ENUM ();
            CREATE TYPE shop."array" AS ENUM ();
            CREATE TYPE "straße" AS ENUM ();
            CREATE TYPE "ÄPFEL" AS ENUM ();
            CREATE TYPE shop.sized;
            CREATE FUNCTION shop.sized_in(cstring, oid, integer) RETURNS shop.sized
                LANGUAGE internal IMMUTABLE STRICT AS 'varcharin';
            CREATE FUNCTION shop.sized_out(shop.sized) RETURNS cstring
                LANGUAGE internal IMMUTABLE STRICT AS 'varcharout';
            CREATE TYPE shop.sized (
                INPUT = shop.sized_in, OUTPUT = shop.sized_out,
                TYPMOD_IN = varchartypmodin, TYPMOD_OUT = varchartypmodout, LIKE = varchar);
            """;

    private static final String NAMES =
            """
            SELECT t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attrelid = 'made'::regclass AND a.attnum BETWEEN %d AND %d ORDER BY a.attnum
            """;

    private static String ours(String text) {
        return PostgresqlTypes.of(DataType.parse(text));
    }

    private static String ours(@Nullable String schema, String name) {
        return PostgresqlTypes.of(new DataType(schema, name, false, List.of(), 0));
    }

    /** What the server calls the types of the columns of a table that is made with these. */
    private static List<String> columnTypes(TestDatabase database, List<String> types) {
        createTable(database, types);
        List<String> made = database.column(
                """
                SELECT format_type(atttypid, atttypmod) FROM pg_attribute
                WHERE attrelid = 'made'::regclass AND attnum > 0 ORDER BY attnum
                """);
        database.execute("DROP TABLE made");
        return made;
    }

    private static void assertSame(List<String> written, List<String> actual, List<String> expected) {
        Map<String, String> got = new LinkedHashMap<>();
        Map<String, String> wanted = new LinkedHashMap<>();
        for (int i = 0; i < written.size(); i++) {
            got.put(written.get(i), actual.get(i));
            wanted.put(written.get(i), expected.get(i));
        }
        assertThat(got).isEqualTo(wanted);
    }

    @Test
    void everySpellingIsTheTypeThatTheServerTakesItFor(TestDatabase database) {
        database.execute(SETUP);
        List<String> written = new ArrayList<>(SPELLINGS.lines().toList());
        if (database.majorVersion() >= 15) {
            written.addAll(List.of("numeric(5,-2)", "numeric(5, -1000)", "numeric(2,5)"));
        }
        List<String> theirs = columnTypes(database, written);

        assertThat(written).hasSizeGreaterThan(120);
        List<String> ours = written.stream().map(text -> ours(text)).toList();
        assertSame(written, columnTypes(database, ours), theirs);
        List<String> again = theirs.stream().map(text -> ours(text)).toList();
        assertSame(written, columnTypes(database, again), theirs);
    }

    @Test
    void everyTypeOfTheCatalogIsKnownAndReadsBack(TestDatabase database) {
        List<String> types = database.column(
                """
                SELECT format_type(t.oid, NULL) FROM pg_type t
                WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.typtype IN ('b', 'r', 'm')
                    AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
                ORDER BY t.oid
                """);
        List<String> internal = List.of(
                "\"char\"",
                "pg_node_tree",
                "pg_ndistinct",
                "pg_dependencies",
                "pg_mcv_list",
                "pg_brin_bloom_summary",
                "pg_brin_minmax_multi_summary");

        assertThat(types).hasSizeGreaterThan(70);
        assertThat(types.stream().filter(type -> !DataType.parse(type).builtIn()))
                .isSubsetOf(internal);
        assertRoundTrip(
                database,
                types.stream()
                        .map(type -> type.equals("character") ? "bpchar" : type)
                        .toList());
    }

    private static void assertRoundTrip(TestDatabase database, List<String> types) {
        List<String> written = new ArrayList<>(types);
        List<String> withoutArray = database.column("SELECT typname FROM pg_type WHERE typarray = 0");
        types.stream().filter(type -> !withoutArray.contains(type)).forEach(type -> written.add(type + "[]"));
        List<String> theirs = columnTypes(database, written);

        assertSame(
                written,
                columnTypes(database, written.stream().map(type -> ours(type)).toList()),
                theirs);
    }

    @Test
    void everyKeywordMayBeTheNameOfATypeAndOfItsSchema(TestDatabase database) {
        List<String> words = database.column(
                """
                SELECT word FROM pg_get_keywords() WHERE word NOT IN (SELECT typname FROM pg_type WHERE typtype = 'p')
                ORDER BY word
                """);
        database.execute(words.stream()
                .map(word ->
                        "CREATE SCHEMA \"%1$s\"; CREATE TYPE \"%1$s\".\"%1$s\" AS ENUM (); CREATE TYPE \"%1$s\" AS ENUM ();"
                                .formatted(word))
                .collect(Collectors.joining("\n")));
        List<String> types = new ArrayList<>();
        words.forEach(word -> types.add(ours(null, word)));
        words.forEach(word -> types.add(ours(word, word)));

        createTable(database, types);

        assertThat(words).hasSizeGreaterThan(400);
        assertThat(database.column(NAMES.formatted(1, words.size()))).isEqualTo(words);
        assertThat(database.column(NAMES.formatted(words.size() + 1, types.size())))
                .isEqualTo(words);
    }

    private static void createTable(TestDatabase database, List<String> types) {
        database.execute(IntStream.range(0, types.size())
                .mapToObj(i -> "c" + i + " " + types.get(i))
                .collect(Collectors.joining(",\n", "CREATE TABLE public.made (\n", ")")));
    }

    @Test
    void portableTypesAreTypesOfTheServer(TestDatabase database) {
        List<String> portable = List.of(
                "string",
                "string(5)",
                "nvarchar(5)",
                "clob",
                "blob",
                "binary(16)",
                "varbinary",
                "tinyint",
                "mediumint",
                "double",
                "number(8,2)",
                "number",
                "datetime",
                "datetime(3)[]",
                "string(5)[]");

        assertThat(columnTypes(
                        database, portable.stream().map(type -> ours(type)).toList()))
                .containsExactly(
                        "character varying",
                        "character varying(5)",
                        "character varying(5)",
                        "text",
                        "bytea",
                        "bytea",
                        "bytea",
                        "smallint",
                        "integer",
                        "double precision",
                        "numeric(8,2)",
                        "numeric",
                        "timestamp without time zone",
                        "timestamp(3) without time zone[]",
                        "character varying(5)[]");
    }
}
