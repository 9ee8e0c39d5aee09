package dev.reflux.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of columns. Types that are one under several names, as {@code int} and {@code integer}, are equal when read; a
 * portable name stays what it is until a dialect writes it.
 *
 * @param schema schema of a user-defined type; null: none, or found through the search path
 * @param name canonical name: {@code varchar}, {@code timestamptz}, {@code double precision}; of a user-defined type, the
 *     name as the catalog holds it
 * @param builtIn whether the name is one that needs no quotes and no catalog; else it is an identifier
 * @param arguments what stands in parentheses, as it is written: {@code 10} and {@code 2} of {@code numeric(10,2)}; given
 *     where the type has a default, as the 1 of {@code char}
 * @param dimensions number of {@code []} behind it, 0 for a type that is no array
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">Data Types</a>
 */
public record DataType(@Nullable String schema, String name, boolean builtIn, List<String> arguments, int dimensions) {

    /** Checks and copies the parts. */
    public DataType {
        Arguments.optionalName("type", schema);
        Arguments.name("type", name);
        arguments = Arguments.list("type", arguments);
        arguments = builtIn ? TypeRules.builtIn(schema, name, arguments) : TypeRules.userDefined(name, arguments);
        TypeRules.dimensions(name, builtIn, dimensions);
    }

    /**
     * Reads a type as PostgreSQL writes it, or a portable name: {@code string}, {@code nvarchar}, {@code clob},
     * {@code binary}, {@code varbinary}, {@code blob}, {@code tinyint}, {@code mediumint}, {@code double}, {@code number},
     * {@code datetime}. Any other name is that of a user-defined type.
     *
     * <p>As with PostgreSQL, the sizes of arrays mean nothing and are dropped; unlike there, a name in double quotes is
     * always that of a user-defined type.
     *
     * @throws dev.reflux.error.InvalidOperationException if it is no type, has arguments that its type does not take, or
     *     is most likely a misspelling
     */
    public static DataType parse(String text) {
        return new TypeReader(Arguments.required("type", text)).read();
    }

    /** As {@link #parse} reads it, in one spelling. */
    @Override
    public String toString() {
        String modifiers = arguments.isEmpty() ? "" : "(" + String.join(",", arguments) + ")";
        return typeName() + modifiers + "[]".repeat(dimensions);
    }

    private String typeName() {
        if (builtIn) {
            return name;
        }
        if (schema != null) {
            return new QualifiedName(schema, name).toString();
        }
        return BuiltInTypes.taken(name) ? NameReader.inQuotes(name) : NameReader.quoted(name);
    }
}
