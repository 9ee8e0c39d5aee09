package dev.reflux.dialect.postgresql;

import dev.reflux.operation.AddEnumValue;
import dev.reflux.operation.CreateEnum;
import dev.reflux.operation.DropEnum;
import dev.reflux.operation.RenameEnumValue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Enum types.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-enum.html">Enumerated Types</a>
 */
final class PostgresqlEnums {

    private PostgresqlEnums() {}

    static String create(CreateEnum operation) {
        return "CREATE TYPE " + PostgresqlNames.qualified(operation.schema(), operation.name()) + " AS ENUM "
                + operation.values().stream().map(PostgresqlText::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    static String addValue(AddEnumValue operation) {
        return alter(operation.schema(), operation.name())
                .add("ADD VALUE")
                .addIf(operation.ifNotExists(), "IF NOT EXISTS")
                .add(PostgresqlText.literal(operation.value()))
                .addWith("BEFORE", neighbour(operation.before()))
                .addWith("AFTER", neighbour(operation.after()))
                .toString();
    }

    static String renameValue(RenameEnumValue operation) {
        return alter(operation.schema(), operation.name())
                .addWith("RENAME VALUE", PostgresqlText.literal(operation.value()))
                .addWith("TO", PostgresqlText.literal(operation.newValue()))
                .toString();
    }

    static String drop(DropEnum operation) {
        return new Phrase("DROP TYPE")
                .addIf(operation.ifExists(), "IF EXISTS")
                .add(PostgresqlNames.qualified(operation.schema(), operation.name()))
                .toString();
    }

    private static Phrase alter(@Nullable String schema, String name) {
        return new Phrase("ALTER TYPE").add(PostgresqlNames.qualified(schema, name));
    }

    private static @Nullable String neighbour(@Nullable String value) {
        return value == null ? null : PostgresqlText.literal(value);
    }
}
