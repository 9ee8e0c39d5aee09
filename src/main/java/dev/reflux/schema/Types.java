package dev.reflux.schema;

import java.util.Arrays;
import java.util.List;

/**
 * The types of columns, for a static import. What has no method here is written {@code type("point")} or
 * {@code type("shop.status")}.
 *
 * <p>Sizes out of range are refused with {@link dev.reflux.error.InvalidOperationException}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">Data Types</a>
 */
public final class Types {

    private Types() {}

    /** {@code smallint}: 2 bytes. */
    public static DataType smallint() {
        return builtIn("smallint");
    }

    /** {@code integer}: 4 bytes. */
    public static DataType integer() {
        return builtIn("integer");
    }

    /** {@code bigint}: 8 bytes. */
    public static DataType bigint() {
        return builtIn("bigint");
    }

    /** {@code smallserial}: {@code smallint} with a sequence; an identity column is better. */
    public static DataType smallserial() {
        return builtIn("smallserial");
    }

    /** {@code serial}: {@code integer} with a sequence; an identity column is better. */
    public static DataType serial() {
        return builtIn("serial");
    }

    /** {@code bigserial}: {@code bigint} with a sequence; an identity column is better. */
    public static DataType bigserial() {
        return builtIn("bigserial");
    }

    /** {@code numeric}: exact, of any size. */
    public static DataType numeric() {
        return builtIn("numeric");
    }

    /**
     * {@code numeric(precision)}: whole numbers.
     *
     * @param precision decimal digits, 1 to 1000
     */
    public static DataType numeric(int precision) {
        return builtIn("numeric", precision);
    }

    /**
     * {@code numeric(precision,scale)}.
     *
     * @param precision decimal digits in all, 1 to 1000
     * @param scale digits behind the point, -1000 to 1000; before PostgreSQL 15, 0 to {@code precision}
     */
    public static DataType numeric(int precision, int scale) {
        return builtIn("numeric", precision, scale);
    }

    /** {@code real}: 4 bytes, inexact. */
    public static DataType real() {
        return builtIn("real");
    }

    /** {@code double precision}: 8 bytes, inexact. */
    public static DataType doublePrecision() {
        return builtIn("double precision");
    }

    /** {@code money}: its digits behind the point are those of {@code lc_monetary}. */
    public static DataType money() {
        return builtIn("money");
    }

    /** {@code boolean}. */
    public static DataType bool() {
        return builtIn("boolean");
    }

    /** {@code text}: of any length. */
    public static DataType text() {
        return builtIn("text");
    }

    /** {@code varchar}: of any length. */
    public static DataType varchar() {
        return builtIn("varchar");
    }

    /**
     * {@code varchar(length)}.
     *
     * @param length most characters, 1 to 10,485,760
     */
    public static DataType varchar(int length) {
        return builtIn("varchar", length);
    }

    /**
     * {@code char(length)}: filled up with blanks.
     *
     * @param length characters, 1 to 10,485,760
     */
    public static DataType character(int length) {
        return builtIn("char", length);
    }

    /** The portable {@code string}; in PostgreSQL {@code varchar}. */
    public static DataType string() {
        return builtIn("string");
    }

    /**
     * The portable {@code string(length)}; in PostgreSQL {@code varchar(length)}.
     *
     * @param length most characters, 1 to 10,485,760
     */
    public static DataType string(int length) {
        return builtIn("string", length);
    }

    /** {@code bytea}: bytes of any number. */
    public static DataType bytea() {
        return builtIn("bytea");
    }

    /**
     * {@code bit(length)}.
     *
     * @param length bits, 1 to 83,886,080
     */
    public static DataType bit(int length) {
        return builtIn("bit", length);
    }

    /** {@code varbit}: bits of any number. */
    public static DataType varbit() {
        return builtIn("varbit");
    }

    /**
     * {@code varbit(length)}.
     *
     * @param length most bits, 1 to 83,886,080
     */
    public static DataType varbit(int length) {
        return builtIn("varbit", length);
    }

    /** {@code date}. */
    public static DataType date() {
        return builtIn("date");
    }

    /** {@code time}: without time zone, in microseconds. */
    public static DataType time() {
        return builtIn("time");
    }

    /**
     * {@code time(precision)}: without time zone.
     *
     * @param precision digits of the second behind the point, 0 to 6
     */
    public static DataType time(int precision) {
        return builtIn("time", precision);
    }

    /** {@code timetz}: with an offset, in microseconds. */
    public static DataType timetz() {
        return builtIn("timetz");
    }

    /**
     * {@code timetz(precision)}: with an offset.
     *
     * @param precision digits of the second behind the point, 0 to 6
     */
    public static DataType timetz(int precision) {
        return builtIn("timetz", precision);
    }

    /** {@code timestamp}: without time zone, in microseconds. */
    public static DataType timestamp() {
        return builtIn("timestamp");
    }

    /**
     * {@code timestamp(precision)}: without time zone.
     *
     * @param precision digits of the second behind the point, 0 to 6
     */
    public static DataType timestamp(int precision) {
        return builtIn("timestamp", precision);
    }

    /** {@code timestamptz}: a moment, in microseconds. */
    public static DataType timestamptz() {
        return builtIn("timestamptz");
    }

    /**
     * {@code timestamptz(precision)}: a moment.
     *
     * @param precision digits of the second behind the point, 0 to 6
     */
    public static DataType timestamptz(int precision) {
        return builtIn("timestamptz", precision);
    }

    /** {@code interval}: in microseconds. */
    public static DataType interval() {
        return builtIn("interval");
    }

    /**
     * {@code interval(precision)}.
     *
     * @param precision digits of the second behind the point, 0 to 6
     */
    public static DataType interval(int precision) {
        return builtIn("interval", precision);
    }

    /** {@code uuid}. */
    public static DataType uuid() {
        return builtIn("uuid");
    }

    /** {@code json}: kept as it was written. */
    public static DataType json() {
        return builtIn("json");
    }

    /** {@code jsonb}: in binary form, which can be indexed. */
    public static DataType jsonb() {
        return builtIn("jsonb");
    }

    /** {@code xml}. */
    public static DataType xml() {
        return builtIn("xml");
    }

    /** {@code inet}: an address, maybe with its network. */
    public static DataType inet() {
        return builtIn("inet");
    }

    /** {@code cidr}: a network. */
    public static DataType cidr() {
        return builtIn("cidr");
    }

    /** {@code tsvector}: a text made ready for search. */
    public static DataType tsvector() {
        return builtIn("tsvector");
    }

    /** {@code tsrange}: from a timestamp to another. */
    public static DataType tsrange() {
        return builtIn("tsrange");
    }

    /** {@code tstzrange}: from a moment to another. */
    public static DataType tstzrange() {
        return builtIn("tstzrange");
    }

    /** {@code daterange}: from a day to another. */
    public static DataType daterange() {
        return builtIn("daterange");
    }

    /** {@code int4range}: from an integer to another. */
    public static DataType int4range() {
        return builtIn("int4range");
    }

    /** {@code int8range}: from a bigint to another. */
    public static DataType int8range() {
        return builtIn("int8range");
    }

    /** {@code numrange}: from a number to another. */
    public static DataType numrange() {
        return builtIn("numrange");
    }

    /** An array of a type; of an array, one with a dimension more. */
    public static DataType array(DataType element) {
        return new DataType(
                element.schema(), element.name(), element.builtIn(), element.arguments(), element.dimensions() + 1);
    }

    /**
     * A type as SQL writes it, such as {@code "shop.status"} or {@code "geometry(Point,4326)"}.
     *
     * @throws dev.reflux.error.InvalidOperationException if it is none, see {@link DataType#parse}
     */
    public static DataType type(String text) {
        return DataType.parse(text);
    }

    private static DataType builtIn(String name, int... arguments) {
        List<String> texts =
                Arrays.stream(arguments).mapToObj(Integer::toString).toList();
        return new DataType(null, name, true, texts, 0);
    }
}
