package dev.reflux.schema;

import static dev.reflux.schema.Columns.check;
import static dev.reflux.schema.Columns.column;
import static dev.reflux.schema.Columns.element;
import static dev.reflux.schema.Columns.exclude;
import static dev.reflux.schema.Columns.expression;
import static dev.reflux.schema.Columns.foreignKey;
import static dev.reflux.schema.Columns.index;
import static dev.reflux.schema.Columns.indexed;
import static dev.reflux.schema.Columns.primaryKey;
import static dev.reflux.schema.Columns.unique;
import static dev.reflux.schema.Types.bigint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.InvalidOperationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnsTests {

    @Test
    void aColumnTakesNullAndHasNoDefaultUnlessToldOtherwise() {
        Column column = column("id", bigint()).build();

        assertThat(column.name()).isEqualTo("id");
        assertThat(column.type()).isEqualTo(bigint());
        assertThat(column.nullable()).isTrue();
        assertThat(column.defaultValue()).isNull();
        assertThat(column.defaultSql()).isNull();
    }

    @Test
    void theTypeOfAColumnMayBeWritten() {
        assertThat(column("id", "int8").build())
                .isEqualTo(column("id", bigint()).build());
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> column("id", "bigitn"))
                .withMessageContaining("did you mean bigint?");
    }

    @Test
    void aForeignKeyReadsFromItsColumnsToWhatTheyReferTo() {
        ForeignKey key = foreignKey("a", "b")
                .references("user", "x", "y")
                .onDelete(ReferentialAction.CASCADE)
                .name("fk_a")
                .build();

        assertThat(key)
                .isEqualTo(new ForeignKey(
                        "fk_a",
                        List.of("a", "b"),
                        "user",
                        null,
                        List.of("x", "y"),
                        ReferentialAction.CASCADE,
                        null,
                        null,
                        false,
                        null,
                        false));
    }

    @Test
    void aForeignKeyMayReferToThePrimaryKeyWithoutNamingIt() {
        assertThat(foreignKey("a").references("user").build().referentColumns()).isEmpty();
    }

    @Test
    void aForeignKeyToNowhereIsRefused() {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> foreignKey("a").build())
                .withMessage("referent_table is missing.");
    }

    @Test
    void keysAndConstraintsKeepTheirColumnsInOrder() {
        assertThat(primaryKey("b", "a").build().columns()).containsExactly("b", "a");
        assertThat(unique("b", "a").nullsNotDistinct().build())
                .isEqualTo(new Unique(null, List.of("b", "a"), true, false, null, List.of()));
        assertThat(check("a > 0").name("positive").build()).isEqualTo(new Check("positive", "a > 0", false, false));
    }

    @Test
    void keysWithoutColumnsAreRefused() {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> primaryKey().build())
                .withMessage("columns is empty.");
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> exclude().build())
                .withMessage("elements is empty.");
    }

    @Test
    void anExcludeConstraintComparesItsElements() {
        Exclude exclude = exclude(element("room", "="), element("during", "&&"))
                .using("gist")
                .build();

        assertThat(exclude.elements())
                .containsExactly(new ExcludeElement("room", "="), new ExcludeElement("during", "&&"));
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> element("room", "=) WHERE (true"))
                .withMessageContaining("is no operator");
    }

    @Test
    void anIndexTakesColumnsAndExpressions() {
        assertThat(index("ix", "a", "b").build())
                .isEqualTo(new Index(
                        "ix",
                        List.of(IndexColumn.of("a"), IndexColumn.of("b")),
                        false,
                        null,
                        null,
                        List.of(),
                        false,
                        Map.of()));
        IndexColumn lower = expression("lower(email)")
                .order(SortOrder.DESC)
                .nulls(NullsOrder.LAST)
                .opclass("text_pattern_ops")
                .collation("pg_catalog.\"C\"");
        assertThat(index("ix", indexed("a"), lower).unique().build().columns())
                .containsExactly(
                        IndexColumn.of("a"),
                        new IndexColumn(
                                null,
                                "lower(email)",
                                SortOrder.DESC,
                                NullsOrder.LAST,
                                new QualifiedName(null, "text_pattern_ops"),
                                new QualifiedName("pg_catalog", "C")));
    }

    @Test
    void everyBuilderIsAnElementOfATable() {
        List<TableElement> elements = List.of(
                column("id", bigint()),
                primaryKey("id"),
                unique("id"),
                foreignKey("id").references("user"),
                check("id > 0"),
                exclude(element("id", "=")),
                index("ix", "id"));

        assertThat(elements)
                .extracting(TableElement::toItem)
                .hasExactlyElementsOfTypes(
                        Column.class,
                        PrimaryKey.class,
                        Unique.class,
                        ForeignKey.class,
                        Check.class,
                        Exclude.class,
                        Index.class);
    }
}
