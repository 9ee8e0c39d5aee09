package dev.reflux.dialect.postgresql;

import dev.reflux.schema.DataType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Types as PostgreSQL reads them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">Data Types</a>
 */
final class PostgresqlTypes {

    /** Portable names; {@code bytea} and {@code text} have no length, so that of a binary type is left out. */
    private static final Map<String, String> PORTABLE = Map.ofEntries(
            Map.entry("string", "varchar"),
            Map.entry("nvarchar", "varchar"),
            Map.entry("clob", "text"),
            Map.entry("blob", "bytea"),
            Map.entry("binary", "bytea"),
            Map.entry("varbinary", "bytea"),
            Map.entry("tinyint", "smallint"),
            Map.entry("mediumint", "integer"),
            Map.entry("double", "double precision"),
            Map.entry("number", "numeric"),
            Map.entry("datetime", "timestamp"));

    /**
     * The words beside the reserved ones that some supported version does not take as the name of a type.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-keywords-appendix.html">SQL Key Words</a>
     */
    private static final Set<String> NO_TYPE_NAMES = Set.of(
            """
            between bigint bit boolean char character coalesce dec decimal exists extract float graph_table greatest
            grouping inout int integer interval json json_array json_arrayagg json_exists json_object json_objectagg
            json_query json_scalar json_serialize json_table json_value least merge_action national nchar none normalize
            nullif numeric out overlay position precision real row setof smallint substring time timestamp treat trim
            values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot
            xmlserialize xmltable
            """
                    .strip()
                    .split("\\s+"));

    private PostgresqlTypes() {}

    /** The type as it stands behind the name of a column, or in a cast. */
    static String of(DataType type) {
        DataType own = own(type);
        String arguments = own.arguments().isEmpty() ? "" : "(" + String.join(",", own.arguments()) + ")";
        return name(own) + arguments + "[]".repeat(own.dimensions());
    }

    /** The type that a portable name stands for here; any other is returned as it is. */
    static DataType own(DataType type) {
        String name = type.builtIn() ? PORTABLE.get(type.name()) : null;
        if (name == null) {
            return type;
        }
        List<String> arguments = name.equals("bytea") ? List.of() : type.arguments();
        return new DataType(null, name, true, arguments, type.dimensions());
    }

    private static String name(DataType type) {
        if (type.builtIn()) {
            return type.name();
        }
        String name = word(type.name());
        return type.schema() == null ? name : word(type.schema()) + '.' + name;
    }

    private static String word(String name) {
        return NO_TYPE_NAMES.contains(name) ? '"' + name + '"' : PostgresqlText.identifier(name);
    }
}
