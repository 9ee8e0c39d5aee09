package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.Compiled.compiled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.operation.CreateExtension;
import dev.reflux.operation.CreateSchema;
import dev.reflux.operation.DropExtension;
import dev.reflux.operation.DropSchema;
import org.junit.jupiter.api.Test;

class PostgresqlSchemasTests {

    @Test
    void schemasAreCreatedAndDropped() {
        assertThat(compiled(CreateSchema.builder("s").build())).containsExactly("CREATE SCHEMA s");
        assertThat(compiled(CreateSchema.builder("My S").ifNotExists().build()))
                .containsExactly("CREATE SCHEMA IF NOT EXISTS \"My S\"");
        assertThat(compiled(DropSchema.builder("s").build())).containsExactly("DROP SCHEMA s");
        assertThat(compiled(DropSchema.builder("s").ifExists().cascade().build()))
                .containsExactly("DROP SCHEMA IF EXISTS s CASCADE");
    }

    @Test
    void extensionsAreInstalledAndRemoved() {
        assertThat(compiled(CreateExtension.builder("uuid-ossp")
                        .schema("ext")
                        .ifNotExists()
                        .build()))
                .containsExactly("CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" WITH SCHEMA ext");
        assertThat(compiled(CreateExtension.builder("citext").build())).containsExactly("CREATE EXTENSION citext");
        assertThat(compiled(DropExtension.builder("citext").build())).containsExactly("DROP EXTENSION citext");
        assertThat(compiled(DropExtension.builder("citext").ifExists().cascade().build()))
                .containsExactly("DROP EXTENSION IF EXISTS citext CASCADE");
    }
}
