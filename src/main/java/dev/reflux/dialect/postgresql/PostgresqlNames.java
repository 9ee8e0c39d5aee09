package dev.reflux.dialect.postgresql;

import dev.reflux.schema.QualifiedName;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names of one part or more, and lists of names. */
final class PostgresqlNames {

    private PostgresqlNames() {}

    /** A name with its schema, where there is one. */
    static String qualified(@Nullable String schema, String name) {
        String last = PostgresqlText.identifier(name);
        return schema == null ? last : PostgresqlText.identifier(schema) + '.' + last;
    }

    /** A name with its schema, where there is one; null for none. */
    static @Nullable String qualified(@Nullable QualifiedName name) {
        return name == null ? null : qualified(name.schema(), name.name());
    }

    /** An identifier, or null for none. */
    static @Nullable String optional(@Nullable String name) {
        return name == null ? null : PostgresqlText.identifier(name);
    }

    /** Names in parentheses; null for none. */
    static @Nullable String list(Collection<String> names) {
        return names.isEmpty()
                ? null
                : names.stream().map(PostgresqlText::identifier).collect(Collectors.joining(", ", "(", ")"));
    }
}
