package dev.reflux.schema;

import org.jspecify.annotations.Nullable;

/**
 * A name, maybe with its schema.
 *
 * @param schema null: found through the search path
 * @param name the name as the catalog holds it
 */
public record QualifiedName(@Nullable String schema, String name) {

    /** Checks the names. */
    public QualifiedName {
        Arguments.optionalName("schema", schema);
        Arguments.name("name", name);
    }

    /**
     * Reads {@code name}, {@code schema.name}, and either part in double quotes, which it needs where it holds more than
     * letters, digits, {@code _} and {@code $}. Unlike in SQL, capitals stay without quotes too.
     *
     * @throws dev.reflux.error.InvalidOperationException if the text is something else
     */
    public static QualifiedName parse(String text) {
        return new NameReader(text).read();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return schema == null ? NameReader.quoted(name) : NameReader.quoted(schema) + '.' + NameReader.quoted(name);
    }
}
