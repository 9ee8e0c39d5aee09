package dev.reflux.dialect.postgresql;

import dev.reflux.schema.DataType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types as PostgreSQL writes them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">Data Types</a>
 */
final class PostgresqlTypes {

    /** What values of a type are made of. */
    enum Kind {
        /** Whole numbers. */
        INTEGER,
        /** Numbers with a fraction. */
        NUMBER,
        /** True and false. */
        BOOLEAN,
        /** JSON, which takes any value. */
        JSON,
        /** Everything else, the types of the user included: read from text. */
        TEXT
    }

    /** Portable names that PostgreSQL has not. */
    private static final Map<String, String> PORTABLE = Map.of(
            "string", "varchar",
            "double", "double precision",
            "datetime", "timestamp",
            "blob", "bytea",
            "binary", "bytea",
            "clob", "text",
            "tinyint", "smallint");

    private static final Set<String> INTEGERS = Set.of(
            "smallint",
            "integer",
            "bigint",
            "int",
            "int2",
            "int4",
            "int8",
            "smallserial",
            "serial",
            "bigserial",
            "serial2",
            "serial4",
            "serial8",
            "oid");

    private static final Set<String> NUMBERS =
            Set.of("numeric", "decimal", "dec", "real", "double precision", "float", "float4", "float8", "money");

    /** The words that name a column but, without quotes, no type of the user's. */
    private static final Set<String> COLUMN_NAMES = Set.of(
            """
            between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout
            int integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query
            json_scalar json_serialize json_table json_value least merge_action national nchar none normalize nullif
            numeric out overlay position precision real row setof smallint substring time timestamp treat trim values
            varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot
            xmlserialize xmltable
            """
                    .strip()
                    .split("\\s+"));

    private PostgresqlTypes() {}

    /** The type as a statement has it. */
    static String sql(DataType type) {
        StringBuilder text = new StringBuilder(type.builtIn() ? builtIn(type) : userDefined(type));
        if (!type.arguments().isEmpty()) {
            String arguments = String.join(", ", type.arguments());
            text.append('(')
                    .append(PostgresqlExpressions.verbatim("type", arguments))
                    .append(')');
        }
        return text.append("[]".repeat(type.dimensions())).toString();
    }

    /** What the values of a type are made of; of an array, its elements. */
    static Kind kind(@Nullable DataType type) {
        if (type == null || !type.builtIn()) {
            return Kind.TEXT;
        }
        String name = builtIn(type);
        if (INTEGERS.contains(name)) {
            return Kind.INTEGER;
        }
        if (NUMBERS.contains(name)) {
            return Kind.NUMBER;
        }
        if (name.equals("boolean") || name.equals("bool")) {
            return Kind.BOOLEAN;
        }
        return name.equals("json") || name.equals("jsonb") ? Kind.JSON : Kind.TEXT;
    }

    private static String builtIn(DataType type) {
        return PORTABLE.getOrDefault(type.name(), type.name());
    }

    private static String userDefined(DataType type) {
        String name = type.schema() == null ? identifier(type.name()) : PostgresqlText.identifier(type.name());
        return type.schema() == null ? name : identifier(type.schema()) + '.' + name;
    }

    /** An identifier where the grammar takes the name of a type. */
    private static String identifier(String name) {
        return COLUMN_NAMES.contains(name) ? '"' + name + '"' : PostgresqlText.identifier(name);
    }
}
