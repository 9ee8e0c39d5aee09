package dev.reflux.dialect.postgresql;

import dev.reflux.operation.CreateExtension;
import dev.reflux.operation.CreateSchema;
import dev.reflux.operation.DropExtension;
import dev.reflux.operation.DropSchema;

/**
 * Schemas and extensions.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-schemas.html">Schemas</a>
 */
final class PostgresqlSchemas {

    private PostgresqlSchemas() {}

    static String create(CreateSchema operation) {
        return new Phrase("CREATE SCHEMA")
                .addIf(operation.ifNotExists(), "IF NOT EXISTS")
                .add(PostgresqlText.identifier(operation.name()))
                .toString();
    }

    static String drop(DropSchema operation) {
        return new Phrase("DROP SCHEMA")
                .addIf(operation.ifExists(), "IF EXISTS")
                .add(PostgresqlText.identifier(operation.name()))
                .addIf(operation.cascade(), "CASCADE")
                .toString();
    }

    static String createExtension(CreateExtension operation) {
        return new Phrase("CREATE EXTENSION")
                .addIf(operation.ifNotExists(), "IF NOT EXISTS")
                .add(PostgresqlText.identifier(operation.name()))
                .addWith("WITH SCHEMA", PostgresqlNames.optional(operation.schema()))
                .toString();
    }

    static String dropExtension(DropExtension operation) {
        return new Phrase("DROP EXTENSION")
                .addIf(operation.ifExists(), "IF EXISTS")
                .add(PostgresqlText.identifier(operation.name()))
                .addIf(operation.cascade(), "CASCADE")
                .toString();
    }
}
