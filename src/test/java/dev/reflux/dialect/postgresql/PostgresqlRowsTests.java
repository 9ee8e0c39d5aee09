package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.Compiled.assertRefused;
import static dev.reflux.dialect.postgresql.Compiled.compiled;
import static dev.reflux.schema.Types.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.operation.BulkColumn;
import dev.reflux.operation.BulkInsert;
import dev.reflux.schema.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresqlRowsTests {

    private static Map<String, Literal> row(@Nullable Object... keysAndValues) {
        Map<String, Literal> row = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            row.put(String.valueOf(keysAndValues[i]), Literal.of(keysAndValues[i + 1]));
        }
        return row;
    }

    @Test
    void rowsWithTheSameKeysAreOneStatement() {
        BulkInsert insert = BulkInsert.builder("My Table")
                .schema("s")
                .columns(
                        new BulkColumn("select", type("text")),
                        new BulkColumn("n", type("integer")),
                        new BulkColumn("b", null))
                .rows(List.of(row("select", "it's", "n", 1, "b", true), row("b", 2, "n", null, "select", 3)))
                .build();

        assertThat(compiled(insert))
                .containsExactly(
                        """
                        INSERT INTO s."My Table" ("select", n, b) VALUES
                            ('it''s', 1, 'true'),
                            ('3', NULL, '2')""");
    }

    @Test
    void rowsWithOtherKeysBeginAnotherStatement() {
        BulkInsert insert = BulkInsert.builder("t")
                .rows(List.of(row("a", 1), row("a", 2, "b", 3), row("b", 4, "a", 5), row(), row(), row("a", 6)))
                .build();

        assertThat(compiled(insert))
                .containsExactly(
                        "INSERT INTO t (a) VALUES\n    ('1')",
                        "INSERT INTO t (a, b) VALUES\n    ('2', '3'),\n    ('5', '4')",
                        "INSERT INTO t DEFAULT VALUES",
                        "INSERT INTO t DEFAULT VALUES",
                        "INSERT INTO t (a) VALUES\n    ('6')");
    }

    @Test
    void noRowsAreNoStatement() {
        assertThat(compiled(BulkInsert.builder("t")
                        .columns(new BulkColumn("a", null))
                        .build()))
                .isEmpty();
    }

    @Test
    void manyRowsAreCutIntoStatements() {
        List<Map<String, Literal>> rows = new ArrayList<>();
        for (int i = 0; i < 2001; i++) {
            rows.add(row("a", i));
        }
        List<String> statements = compiled(BulkInsert.builder("t").rows(rows).build());

        assertThat(statements).map(each -> each.lines().count() - 1).containsExactly(1000L, 1000L, 1L);
        assertThat(statements.get(1)).startsWith("INSERT INTO t (a) VALUES\n    ('1000'),\n");
        assertThat(statements.get(2)).isEqualTo("INSERT INTO t (a) VALUES\n    ('2000')");
    }

    @Test
    void longRowsAreCutIntoStatementsToo() {
        String half = "x".repeat(500_000);
        BulkInsert insert = BulkInsert.builder("t")
                .rows(List.of(row("a", half), row("a", half), row("a", half), row("a", half.repeat(5)), row("a", "y")))
                .build();

        assertThat(compiled(insert)).map(each -> each.lines().count() - 1).containsExactly(2L, 1L, 1L, 1L);
    }

    @Test
    void valueThatDoesNotGoWithItsColumnIsNamed() {
        BulkInsert.Builder insert = BulkInsert.builder("t").rows(List.of(row("a", 1), row("a", List.of("x"))));

        assertRefused(
                insert.columns(new BulkColumn("a", type("integer"))).build(),
                "rows",
                "has in row 2 for \"a\" a list, which does not go with the type integer; give an array or a JSON type, or"
                        + " a text in the form that the server reads");
        assertRefused(
                insert.columns().build(),
                "rows",
                "has in row 2 for \"a\" a list, which needs a type; give an array or a JSON type, or a text in the form"
                        + " that the server reads");
    }
}
