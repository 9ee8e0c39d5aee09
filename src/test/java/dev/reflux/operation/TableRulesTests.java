package dev.reflux.operation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.schema.Column;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Index;
import dev.reflux.schema.IndexColumn;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.TableElement;
import dev.reflux.schema.Types;
import dev.reflux.schema.Unique;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TableRulesTests {

    private static final Column.Builder COLUMN = Column.builder("a", Types.integer());

    static Stream<Arguments> partsWithAColumnTooMany() {
        return Stream.of(
                Arguments.of("constraints", Unique.builder().columns("a", "z")),
                Arguments.of("constraints", Unique.builder().columns("a").include("z")),
                Arguments.of("constraints", ForeignKey.builder("t").columns("z").referentColumns("a")),
                Arguments.of("indexes", Index.builder().columns("a", "z")),
                Arguments.of("indexes", Index.builder().columns("a").include("z")));
    }

    @ParameterizedTest
    @MethodSource("partsWithAColumnTooMany")
    void partsOfATableNameItsColumnsOnly(String argument, TableElement part) {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(
                        () -> CreateTable.builder("t").elements(COLUMN, part).build())
                .withMessage(argument + " names the column \"z\", which the table has not.");
        assertThatCode(() -> CreateTable.builder("t")
                        .elements(COLUMN, part)
                        .inherits("parent")
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void expressionsMayBeAboutAnything() {
        Index index =
                Index.builder().columns(IndexColumn.expression("lower(z)")).build();

        assertThatCode(() ->
                        CreateTable.builder("t").elements(COLUMN).indexes(index).build())
                .doesNotThrowAnyException();
    }

    @Test
    void aTableHasOnePrimaryKey() {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> CreateTable.builder("t")
                        .columns(Column.builder("a", Types.integer())
                                .primaryKey()
                                .build())
                        .constraints(new PrimaryKey(null, List.of("a")))
                        .build())
                .withMessage("constraints has a second primary key.");
    }
}
