package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.Compiled.assertRefused;
import static dev.reflux.dialect.postgresql.Compiled.compiled;
import static dev.reflux.schema.Types.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.operation.AddColumn;
import dev.reflux.operation.DropColumn;
import dev.reflux.schema.Column;
import dev.reflux.schema.Initially;
import dev.reflux.schema.Reference;
import dev.reflux.schema.ReferentialAction;
import org.junit.jupiter.api.Test;

class PostgresqlColumnsTests {

    private static final Column.Builder PLAIN = Column.builder("x", type("integer"));

    @Test
    void columnIsAddedAsItIs() {
        Column column = Column.builder("x", type("timestamptz"))
                .notNull()
                .defaultSql("CURRENT_TIMESTAMP")
                .build();

        assertThat(compiled(AddColumn.builder("t", column).schema("s").build()))
                .containsExactly("ALTER TABLE s.t ADD COLUMN x timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL");
        assertThat(compiled(AddColumn.builder("t", PLAIN.build()).ifNotExists().build()))
                .containsExactly("ALTER TABLE t ADD COLUMN IF NOT EXISTS x integer");
    }

    @Test
    void constraintsOfAColumnComeWithIt() {
        Column column = Column.builder("p", type("integer"))
                .unique()
                .primaryKey()
                .references(Reference.builder("parent")
                        .schema("s")
                        .column("id")
                        .name("fk_p")
                        .onDelete(ReferentialAction.CASCADE)
                        .onUpdate(ReferentialAction.NO_ACTION)
                        .deferrable()
                        .initially(Initially.DEFERRED)
                        .build())
                .build();

        assertThat(compiled(AddColumn.builder("t", column).build()))
                .containsExactly("ALTER TABLE t ADD COLUMN p integer UNIQUE PRIMARY KEY CONSTRAINT fk_p"
                        + " REFERENCES s.parent (id) ON DELETE CASCADE ON UPDATE NO ACTION"
                        + " DEFERRABLE INITIALLY DEFERRED");
    }

    @Test
    void indexAndCommentFollowTheColumn() {
        Column indexed =
                Column.builder("x", type("integer")).index().comment("c").build();
        Column unique = Column.builder("x", type("integer")).index().unique().build();

        assertThat(compiled(AddColumn.builder("t", indexed).schema("s").build()))
                .containsExactly(
                        "ALTER TABLE s.t ADD COLUMN x integer",
                        "CREATE INDEX ON s.t (x)",
                        "COMMENT ON COLUMN s.t.x IS 'c'");
        assertThat(compiled(AddColumn.builder("t", unique).build()))
                .containsExactly("ALTER TABLE t ADD COLUMN x integer", "CREATE UNIQUE INDEX ON t (x)");
        assertRefused(
                AddColumn.builder("t", indexed).ifNotExists().build(),
                "if_not_exists",
                "does not go with an index without a name, which would be made again each time; name it, or leave names"
                        + " to a naming convention");
    }

    @Test
    void columnIsDropped() {
        assertThat(compiled(DropColumn.builder("t", "Mixed").build()))
                .containsExactly("ALTER TABLE t DROP COLUMN \"Mixed\"");
        assertThat(compiled(DropColumn.builder("t", "x")
                        .schema("s")
                        .ifExists()
                        .cascade()
                        .build()))
                .containsExactly("ALTER TABLE s.t DROP COLUMN IF EXISTS x CASCADE");
    }
}
