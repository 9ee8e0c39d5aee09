package dev.reflux.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of columns.
 *
 * @param schema schema of a user-defined type; null: none, or found through the search path
 * @param name canonical name: {@code varchar}, {@code timestamptz}, {@code double precision}; of a user-defined type, the
 *     name as the catalog holds it
 * @param builtIn whether the name is one that needs no quotes and no catalog; else it is an identifier
 * @param arguments what stands in parentheses, as it is written: {@code 10} and {@code 2} of {@code numeric(10,2)}
 * @param dimensions number of {@code []} behind it, 0 for a type that is no array
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">Data Types</a>
 */
public record DataType(@Nullable String schema, String name, boolean builtIn, List<String> arguments, int dimensions) {

    /** Checks and copies the parts. */
    public DataType {
        Arguments.optionalName("schema", schema);
        Arguments.name("type", name);
        arguments = Arguments.list("arguments", arguments);
    }

    /**
     * Reads a type as PostgreSQL writes it, or a portable name.
     *
     * @throws dev.reflux.error.InvalidOperationException if it is none, or is most likely a misspelling
     */
    public static DataType parse(String text) {
        QualifiedName name = QualifiedName.parse(text);
        return new DataType(name.schema(), name.name(), false, List.of(), 0);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return new QualifiedName(schema, name).toString();
    }
}
