package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.Compiled.compiled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.operation.AddEnumValue;
import dev.reflux.operation.CreateEnum;
import dev.reflux.operation.DropEnum;
import dev.reflux.operation.RenameEnumValue;
import org.junit.jupiter.api.Test;

class PostgresqlEnumsTests {

    @Test
    void enumIsCreatedAndDropped() {
        assertThat(compiled(CreateEnum.builder("mood")
                        .schema("s")
                        .values("sad", "it's ok", "a\\b")
                        .build()))
                .containsExactly("CREATE TYPE s.mood AS ENUM ('sad', 'it''s ok', E'a\\\\b')");
        assertThat(compiled(CreateEnum.builder("none").build())).containsExactly("CREATE TYPE none AS ENUM ()");
        assertThat(compiled(DropEnum.builder("Mood").build())).containsExactly("DROP TYPE \"Mood\"");
        assertThat(compiled(DropEnum.builder("mood").schema("s").ifExists().build()))
                .containsExactly("DROP TYPE IF EXISTS s.mood");
    }

    @Test
    void valuesOfAnEnumAreAddedAndRenamed() {
        assertThat(compiled(AddEnumValue.builder("mood", "fine").build()))
                .containsExactly("ALTER TYPE mood ADD VALUE 'fine'");
        assertThat(compiled(AddEnumValue.builder("mood", "so-so")
                        .before("it's")
                        .ifNotExists()
                        .build()))
                .containsExactly("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'so-so' BEFORE 'it''s'");
        assertThat(compiled(AddEnumValue.builder("mood", "fine")
                        .schema("s")
                        .after("sad")
                        .build()))
                .containsExactly("ALTER TYPE s.mood ADD VALUE 'fine' AFTER 'sad'");
        assertThat(compiled(RenameEnumValue.builder("mood", "sad", "it's")
                        .schema("s")
                        .build()))
                .containsExactly("ALTER TYPE s.mood RENAME VALUE 'sad' TO 'it''s'");
    }
}
