package dev.reflux.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.InvalidOperationException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataTypeTests {

    private static DataType own(@Nullable String schema, String name, String... arguments) {
        return new DataType(schema, name, false, List.of(arguments), 0);
    }

    private static void assertRefused(String text, String problem) {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> DataType.parse(text))
                .withMessageStartingWith("type \"")
                .withMessageContaining(problem)
                .satisfies(error -> assertThat(error.code()).isEqualTo("invalid_revision_file"))
                .satisfies(error -> assertThat(error.argument()).isEqualTo("type"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    int                                  | integer
                    INT4                                 | integer
                    Integer                              | integer
                    int2                                 | smallint
                    int8                                 | bigint
                    serial2                              | smallserial
                    serial4                              | serial
                    serial8                              | bigserial
                    decimal                              | numeric
                    dec(8)                               | numeric(8,0)
                    numeric(10, 2)                       | numeric(10,2)
                    numeric ( 010 , -02 )                | numeric(10,-2)
                    numeric(5,+1)                        | numeric(5,1)
                    float                                | double precision
                    float(1)                             | real
                    float(24)                            | real
                    float(25)                            | double precision
                    float(53)                            | double precision
                    float4                               | real
                    float8                               | double precision
                    DOUBLE   PRECISION                   | double precision
                    bool                                 | boolean
                    char                                 | char(1)
                    character                            | char(1)
                    nchar(3)                             | char(3)
                    national char(3)                     | char(3)
                    national character(3)                | char(3)
                    bpchar                               | bpchar
                    bpchar(4)                            | char(4)
                    varchar                              | varchar
                    character varying                    | varchar
                    Character Varying (320)              | varchar(320)
                    char varying(3)                      | varchar(3)
                    nchar varying(3)                     | varchar(3)
                    national char varying(3)             | varchar(3)
                    national character varying(3)        | varchar(3)
                    bit                                  | bit(1)
                    bit(8)                               | bit(8)
                    bit varying                          | varbit
                    bit varying(8)                       | varbit(8)
                    time                                 | time
                    time(3)                              | time(3)
                    time(0) without time zone            | time(0)
                    time without time zone               | time
                    time with time zone                  | timetz
                    time(3) with time zone               | timetz(3)
                    timestamp                            | timestamp
                    timestamp without time zone          | timestamp
                    timestamp(6) without time zone       | timestamp(6)
                    TIMESTAMP WITH TIME ZONE             | timestamptz
                    timestamp (3) with  time zone        | timestamptz(3)
                    timestamptz(3)                       | timestamptz(3)
                    interval                             | interval
                    interval(3)                          | interval(3)
                    interval year                        | interval year
                    interval year to month               | interval year to month
                    interval day to hour                 | interval day to hour
                    interval day to second(3)            | interval day to second(3)
                    interval second(0)                   | interval second(0)
                    interval hour to minute              | interval hour to minute
                    integer[]                            | integer[]
                    int[3]                               | integer[]
                    int [ 3 ] [ ]                        | integer[][]
                    integer ARRAY                        | integer[]
                    integer array[4]                     | integer[]
                    varchar(3) array[]                   | varchar(3)[]
                    timestamp(3) with time zone array    | timestamptz(3)[]
                    character varying array              | varchar[]
                    "shop status" array                  | "shop status"[]
                    shop.status array[2]                 | shop.status[]
                    json                                 | json
                    pg_lsn                               | pg_lsn
                    int4multirange                       | int4multirange
                    pg_catalog.int4                      | integer
                    PG_CATALOG.Int8[]                    | bigint[]
                    pg_catalog."timestamptz"(3)          | timestamptz(3)
                    pg_catalog.float8                    | double precision
                    pg_catalog.bool                      | boolean
                    pg_catalog.bpchar(3)                 | char(3)
                    pg_catalog.bpchar                    | bpchar
                    pg_catalog.text                      | text
                    pg_catalog.bit(3)                    | bit(3)
                    pg_catalog.bit                       | pg_catalog.bit
                    pg_catalog.char                      | "char"
                    pg_catalog."char"                    | "char"
                    pg_catalog.pg_class                  | pg_catalog.pg_class
                    "char"                               | "char"
                    "char"[]                             | "char"[]
                    string                               | string
                    String(100)                          | string(100)
                    double                               | double
                    datetime(3)                          | datetime(3)
                    binary(16)                           | binary(16)
                    number(8)                            | number(8,0)
                    tinyint                              | tinyint
                    status                               | status
                    Status                               | status
                    "Status"                             | "Status"
                    Shop.Status                          | shop.status
                    "Shop"."St""atus"                    | "Shop"."St""atus"
                    shop . status                        | shop.status
                    geometry(Point, 4326)                | geometry(Point,4326)
                    gis.geometry('POINT Z',4326)[]       | gis.geometry('POINT Z',4326)[]
                    vector(3)                            | vector(3)
                    "integer"                            | "integer"
                    "text"                               | "text"
                    "varchra"                            | "varchra"
                    "array"                              | "array"
                    "float"                              | "float"
                    "record"                             | "record"
                    "double precision"                   | "double precision"
                    shop.integer                         | shop.integer
                    shop.array                           | shop.array
                    straße                               | "straße"
                    ÄPFEL                                | "Äpfel"
                    """,
            quoteCharacter = '`')
    void typesHaveOneSpelling(String written, String canonical) {
        DataType type = DataType.parse(written);

        assertThat(type).hasToString(canonical);
        assertThat(DataType.parse(canonical)).isEqualTo(type);
    }

    @Test
    void anyBlanksOfSqlMayStandBetween() {
        assertThat(DataType.parse("\tcharacter\n varying\r\f(\u000B3 )\n")).hasToString("varchar(3)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ";",
                "integer;",
                "integer; drop table t",
                "integer -- a comment",
                "integer /* a comment */",
                "varchar(3) /**/",
                "integer not null",
                "integer default 3",
                "text collate \"C\"",
                "setof integer",
                "shop.status%type",
                "db.shop.status",
                ".status",
                "shop.",
                "shop..status",
                "\"",
                "\"\"",
                "\"status",
                "status\"",
                "sta\"tus\"",
                "'status'",
                "3",
                "3d",
                "_1,_2",
                "varchar()",
                "varchar(",
                "varchar)",
                "varchar(3",
                "varchar(3))",
                "varchar(3)(3)",
                "varchar(3,)",
                "varchar(,3)",
                "varchar(3 4)",
                "(3)",
                "[]",
                "integer[",
                "integer]",
                "integer[][",
                "integer[-1]",
                "integer[x]",
                "integer[1,2]",
                "integer[1:2]",
                "integer[](3)",
                "array",
                "array[3]",
                "array(3)",
                "array array",
                "integer array array",
                "integer[] array",
                "integer array[3][3]",
                "timestamp with time zone(3)",
                "timestamp with(3) time zone",
                "character(3) varying",
                "interval(3) second",
                "interval second to day",
                "interval day(3) to second",
                "varchar varying",
                "double precision precision",
                "status with time zone",
                "status(3) with time zone",
                "geometry($$Point$$)",
                "geometry(Point;4326)",
                "geometry((Point))",
                "geometry('Point)",
                "integer\u00A0",
                "integer\u200B",
                "\uFF49\uFF4E\uFF54\uFF07",
                "U&\"status\"",
                "sta\u0000tus",
                "+",
                "numeric(-)"
            })
    void whatIsNoTypeIsRefused(String text) {
        assertRefused(
                text,
                "\"" + text + "\" is no type; write it as PostgreSQL does, such as varchar(100), "
                        + "numeric(10,2), timestamptz, text[] or shop.status.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    integer(5)          | integer takes no arguments
                    text(5)             | text takes no arguments
                    tinyint(1)          | tinyint takes no arguments
                    double precision(3) | double precision takes no arguments
                    interval year(3)    | interval year takes no arguments
                    numeric(0)          | takes a precision from 1 to 1000 and a scale from -1000 to 1000
                    numeric(1001)       | takes a precision from 1 to 1000 and a scale from -1000 to 1000
                    numeric(3,1001)     | takes a precision from 1 to 1000 and a scale from -1000 to 1000
                    numeric(3,2,1)      | takes a precision from 1 to 1000 and a scale from -1000 to 1000
                    numeric(p,2)        | takes a precision from 1 to 1000 and a scale from -1000 to 1000
                    float(0)            | float takes a precision from 1 to 53
                    float(54)           | float takes a precision from 1 to 53
                    varchar(0)          | varchar takes a length from 1 to 10485760
                    varchar(-1)         | varchar takes a length from 1 to 10485760
                    varchar(x)          | varchar takes a length from 1 to 10485760
                    varchar('3')        | varchar takes a length from 1 to 10485760
                    varchar(10485761)   | varchar takes a length from 1 to 10485760
                    varchar(99999999999999999999999999) | varchar takes a length from 1 to 10485760
                    varchar(3,3)        | varchar takes a length from 1 to 10485760
                    string(0)           | string takes a length from 1 to 10485760
                    char(0)             | char takes a length from 1 to 10485760
                    bit(0)              | bit takes a length from 1 to 83886080
                    bit varying(83886081) | varbit takes a length from 1 to 83886080
                    timestamp(9)        | timestamp takes a precision from 0 to 6
                    time(-1) with time zone | timetz takes a precision from 0 to 6
                    interval second(7)  | interval second takes a precision from 0 to 6
                    """)
    void argumentsThatABuiltInTypeDoesNotTakeAreRefused(String text, String problem) {
        assertRefused(text, "is no type: ");
        assertRefused(text, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    vrachar(100)              | varchar
                    varchr                    | varchar
                    varcharr                  | varchar
                    varchat                   | varchar
                    intger                    | integer
                    Integr[]                  | integer
                    bigin                     | bigint
                    timestmap                 | timestamp
                    timestampt                | timestamp
                    jsonbb                    | jsonb
                    floaat                    | float
                    strng                     | string
                    doubel precision          | double precision
                    timestamp with timezone   | timestamp with time zone
                    charcter varying(3)       | character varying
                    """)
    void aTypingSlipIsAskedBack(String text, String meant) {
        assertRefused(
                text,
                "\"" + text + "\" is no type; did you mean " + meant
                        + "? A type of your own is written with its schema or in double quotes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.varchra", "\"varchra\"", "tezt", "jsno", "dates", "uuids", "mood", "vector"})
    void whatCannotBeASlipIsATypeOfTheUser(String text) {
        assertThat(DataType.parse(text).builtIn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "anyelement", "void", "trigger", "cstring", "unknown"})
    void aPseudoTypeIsRefused(String text) {
        assertRefused(text, "is a pseudo-type, which no column can have");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serial[]", "bigserial array", "serial2[3]"})
    void anArrayOfSerialIsRefused(String text) {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> DataType.parse(text))
                .withMessageMatching("type is an array of (small|big)?serial, which PostgreSQL has not\\.");
    }

    @Test
    void moreDimensionsThanArraysHaveAreRefused() {
        assertThat(DataType.parse("int" + "[]".repeat(6)).dimensions()).isEqualTo(6);
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> DataType.parse("int" + "[]".repeat(7)))
                .withMessage("type has 7 dimensions, but arrays have up to 6.");
    }

    @Test
    void aNameThatTheServerWouldCutOffIsRefused() {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> DataType.parse("shop." + "é".repeat(32)))
                .withMessageContaining("has 64 bytes in UTF-8");
    }

    @Test
    void aLongTextIsReadWithoutDeepRecursion() {
        String quotes = "\"\"".repeat(100_000);

        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> DataType.parse("\"a" + quotes + "\""))
                .withMessageContaining("bytes in UTF-8");
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> DataType.parse("a ".repeat(100_000)))
                .withMessageContaining("is no type");
    }

    private static Stream<Arguments> typesMadeByHand() {
        Stream<String> names = Stream.of(
                "status",
                "Status",
                "integer",
                "int4",
                "text",
                "char",
                "bit",
                "array",
                "float",
                "record",
                "varchra",
                "double precision",
                "double",
                "time",
                "a\"b",
                "\"\"",
                "a.b",
                "a b",
                " a",
                "1a",
                "a$b",
                "[]",
                "x[]",
                "x(3)",
                "select",
                "ünï",
                "UPPER",
                "';--",
                "string",
                "\\",
                "\u202E",
                "😀",
                "timestamp with time zone");
        return names.flatMap(name ->
                        Stream.of(own(null, name), own("shop", name), own(name, name), own(name, "status", "3")))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("typesMadeByHand")
    void whateverIsPrintedReadsBackAsTheSame(DataType type) {
        DataType array = new DataType(type.schema(), type.name(), false, type.arguments(), 2);

        assertThat(DataType.parse(type.toString())).isEqualTo(type);
        assertThat(DataType.parse(array.toString())).isEqualTo(array);
    }

    @Test
    void typesThatAreOneAreEqualHoweverTheyAreMade() {
        assertThat(new DataType(null, "char", true, List.of(), 0)).isEqualTo(DataType.parse("character(1)"));
        assertThat(new DataType(null, "numeric", true, List.of("08"), 0)).isEqualTo(DataType.parse("numeric(8,0)"));
        assertThat(DataType.parse("numeric")).isNotEqualTo(DataType.parse("numeric(8)"));
        assertThat(DataType.parse("\"text\"")).isNotEqualTo(DataType.parse("text"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"int", "INTEGER", "Text", "character varying", "status", "integer; drop table t", "\"char\""})
    void aBuiltInTypeHasItsOneName(String name) {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> new DataType(null, name, true, List.of(), 0))
                .withMessageContaining("is not the one name of a built-in type");
    }

    @Test
    void aBuiltInTypeHasNoSchema() {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> new DataType("pg_catalog", "integer", true, List.of(), 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3) not null",
                "3,4",
                " 3",
                "3 ",
                "3;",
                "--",
                "'a",
                "'a'b'",
                "'a\\'",
                "a$b",
                "$1",
                "$$x$$",
                "E'a'",
                "a b",
                "\"a",
                "(3)",
                "1.5",
                "3--",
                "/**/",
                "\uFF07",
                "'a\u0000'",
                ""
            })
    void anArgumentThatCouldEndTheTypeIsRefused(String argument) {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> own("gis", "geometry", argument))
                .withMessageStartingWith("type ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "-3", "Point", "_x1", "'it''s'", "\"a\"\"b\"", "\"a;--\"", "';--'"})
    void anArgumentIsANumberAWordOrAText(String argument) {
        assertThat(own("gis", "geometry", argument)).hasToString("gis.geometry(" + argument + ")");
    }

    @Test
    void negativeDimensionsAreRefused() {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> new DataType(null, "text", true, List.of(), -1));
    }
}
