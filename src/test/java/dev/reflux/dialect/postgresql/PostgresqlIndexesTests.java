package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.Compiled.assertRefused;
import static dev.reflux.dialect.postgresql.Compiled.compiled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.operation.Autocommit;
import dev.reflux.operation.CreateIndex;
import dev.reflux.operation.DropIndex;
import dev.reflux.schema.Index;
import dev.reflux.schema.IndexColumn;
import dev.reflux.schema.NullsOrder;
import dev.reflux.schema.SortOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresqlIndexesTests {

    private static final Index PLAIN = Index.builder().name("ix_a").columns("a").build();

    @Test
    void nameOfAnIndexNeverTakesASchema() {
        assertThat(compiled(CreateIndex.builder("t", PLAIN).schema("s").build()))
                .containsExactly("CREATE INDEX ix_a ON s.t (a)");
    }

    @Test
    void indexSaysAllThatItIs() {
        Map<String, String> storage = new LinkedHashMap<>();
        storage.put("fillfactor", "80");
        storage.put("deduplicate_items", "off");
        Index index = Index.builder()
                .name("Ix All")
                .columns(
                        IndexColumn.of("select"),
                        IndexColumn.builder()
                                .expression("lower(email)")
                                .collation("pg_catalog.\"C\"")
                                .opclass("text_pattern_ops")
                                .order(SortOrder.DESC)
                                .nulls(NullsOrder.LAST)
                                .build())
                .unique()
                .using("btree")
                .include("age")
                .nullsNotDistinct()
                .with(storage)
                .where("age IS NOT NULL")
                .build();

        assertThat(compiled(CreateIndex.builder("t", index)
                        .concurrently()
                        .ifNotExists()
                        .build()))
                .containsExactly("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"Ix All\" ON t USING btree"
                        + " (\"select\", (lower(email)) COLLATE pg_catalog.\"C\" text_pattern_ops DESC NULLS LAST)"
                        + " INCLUDE (age) NULLS NOT DISTINCT WITH (fillfactor = 80, deduplicate_items = 'off')"
                        + " WHERE (age IS NOT NULL)");
    }

    @Test
    void indexWithoutANameGetsTheServersOwn() {
        Index index = Index.builder().columns("a").build();

        assertThat(compiled(CreateIndex.builder("t", index).build())).containsExactly("CREATE INDEX ON t (a)");
    }

    @Test
    void expressionsAndConditionsMustBeOnePiece() {
        Index expression = Index.builder()
                .columns(IndexColumn.expression("lower(a)) INCLUDE (b"))
                .build();
        Index where = Index.builder().columns("a").where("a = 'x").build();

        assertRefused(CreateIndex.builder("t", expression).build(), "expression", "has a \")\" that closes nothing");
        assertRefused(CreateIndex.builder("t", where).build(), "where", "has a string that is not closed");
    }

    @Test
    void droppedIndexIsFoundByItsSchema() {
        assertThat(compiled(DropIndex.builder("Ix").build())).containsExactly("DROP INDEX \"Ix\"");
        assertThat(compiled(
                        DropIndex.builder("ix").schema("s").ifExists().cascade().build()))
                .containsExactly("DROP INDEX IF EXISTS s.ix CASCADE");
        assertThat(compiled(DropIndex.builder("ix").concurrently().build()))
                .containsExactly("DROP INDEX CONCURRENTLY ix");
    }

    @Test
    void autocommitIsItsOperationsInOrder() {
        Autocommit part = new Autocommit(List.of(
                CreateIndex.builder("t", PLAIN).concurrently().build(),
                DropIndex.builder("ix_b").concurrently().build()));

        assertThat(compiled(part))
                .containsExactly("CREATE INDEX CONCURRENTLY ix_a ON t (a)", "DROP INDEX CONCURRENTLY ix_b");
    }
}
