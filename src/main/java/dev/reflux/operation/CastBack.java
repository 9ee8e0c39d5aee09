package dev.reflux.operation;

import dev.reflux.schema.DataType;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The expression that turns the values of a column into those of another type, where the server does not do so by itself.
 *
 * <p>It goes by the types alone, and only where it loses nothing without a word: a cast that is written out would cut a
 * text or bits to a length, so there the server is left to decide.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createcast.html">CREATE CAST</a>
 */
final class CastBack {

    private static final String TEXTS = "texts";

    /** Types of a family become each other without a cast; any other built-in type is a family of its own. */
    private static final Map<String, String> FAMILIES = Stream.of(
                    family(TEXTS, "text varchar char bpchar name string nvarchar clob"),
                    family("bits", "bit varbit"),
                    family("numbers", "smallint integer bigint numeric real money tinyint mediumint double number"),
                    family("numbers", "smallserial serial bigserial oid"),
                    family("times", "date time timetz timestamp timestamptz interval datetime"),
                    family("json", "json jsonb"),
                    family("networks", "inet cidr"))
            .flatMap(each -> each.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Those of which a cast cuts something off, or whose names only some databases know. */
    private static final Set<String> NO_TARGETS = Set.of(
            "bit",
            "varbit",
            "smallserial",
            "serial",
            "bigserial",
            "tinyint",
            "mediumint",
            "double",
            "number",
            "datetime",
            "blob",
            "binary",
            "varbinary");

    private CastBack() {}

    private static Map<String, String> family(String family, String names) {
        return Stream.of(names.split(" ")).collect(Collectors.toMap(name -> name, name -> family));
    }

    /** Whether a default of one of the types is none of the other. */
    static boolean parts(DataType one, DataType other) {
        return using("c", one, other) != null || using("c", other, one) != null;
    }

    /** What a {@code USING} takes; null: the server knows the way itself, or nobody does. */
    static @Nullable String using(String column, DataType from, DataType to) {
        String value = quoted(column);
        if (to.builtIn()) {
            boolean needed = from.builtIn() && !family(from).equals(family(to)) && isTarget(to);
            return needed ? cast(value, to.toString()) : null;
        }
        boolean readable = !from.builtIn() || family(from).equals(TEXTS);
        return readable && !named(from).equals(named(to)) ? cast(cast(value, "text" + brackets(to)), named(to)) : null;
    }

    private static boolean isTarget(DataType type) {
        return !family(type).equals(TEXTS) && !NO_TARGETS.contains(type.name());
    }

    private static String family(DataType type) {
        String name = type.name().startsWith("interval ") ? "interval" : type.name();
        return name.equals("double precision") ? "numbers" : FAMILIES.getOrDefault(name, name);
    }

    private static String cast(String value, String type) {
        return "CAST(" + value + " AS " + type + ")";
    }

    /** A user-defined type, which may have any name. */
    private static String named(DataType type) {
        String schema = type.schema() == null ? "" : quoted(type.schema()) + '.';
        String arguments = type.arguments().isEmpty() ? "" : "(" + String.join(",", type.arguments()) + ")";
        return schema + quoted(type.name()) + arguments + brackets(type);
    }

    private static String brackets(DataType type) {
        return "[]".repeat(type.dimensions());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
