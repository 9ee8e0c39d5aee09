package dev.reflux.operation;

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
import static dev.reflux.schema.Types.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.schema.ColumnReference;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Literal;
import dev.reflux.schema.QualifiedName;
import dev.reflux.schema.SequenceOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database could not keep as it is, is refused where it is given, before anything is sent. */
class UnstorableTextTests {

    private static final SequenceOptions USUAL = SequenceOptions.builder().build();

    private static Arguments of(String what, Function<String, Object> operation) {
        return Arguments.of(what, operation);
    }

    static Stream<Arguments> places() {
        return Stream.of(
                of("table", x -> CreateTable.builder(x).build()),
                of("schema", x -> CreateTable.builder("t").schema(x).build()),
                of("tablespace", x -> CreateTable.builder("t").tablespace(x).build()),
                of("table comment", x -> CreateTable.builder("t").comment(x).build()),
                of("partition", x -> CreateTable.builder("t").partitionBy(x).build()),
                of(
                        "storage parameter",
                        x -> CreateTable.builder("t").with("fillfactor", x).build()),
                of("column", x -> column(x, text()).build()),
                of("column comment", x -> column("a", text()).comment(x).build()),
                of("default", x -> column("a", text()).defaultValue(x).build()),
                of("default_sql", x -> column("a", text()).defaultSql(x).build()),
                of("computed", x -> column("a", text()).computed(x).build()),
                of("user type", x -> new DataType(null, x, false, List.of(), 0)),
                of("type schema", x -> new DataType(x, "a", false, List.of(), 0)),
                of("type argument", x -> new DataType("a", "a", false, List.of('\'' + x + '\''), 0)),
                of("collation", x -> new QualifiedName(x, "a")),
                of("key", x -> primaryKey("a").name(x).build()),
                of("key column", x -> primaryKey(x).build()),
                of("unique column", x -> unique(x).build()),
                of("include", x -> unique("a").include(x).build()),
                of("check", x -> check("true").name(x).build()),
                of("condition", x -> check(x).build()),
                of("foreign key column", x -> foreignKey(x).references("t").build()),
                of("referent table", x -> foreignKey("a").references(x).build()),
                of("referent column", x -> foreignKey("a").references("t", x).build()),
                of(
                        "referent schema",
                        x -> foreignKey("a").references("t").referentSchema(x).build()),
                of("exclude", x -> exclude(element("a", "=")).name(x).build()),
                of("exclude using", x -> exclude(element("a", "=")).using(x).build()),
                of("exclude where", x -> exclude(element("a", "=")).where(x).build()),
                of("element", x -> element(x, "=")),
                of("operator", x -> element("a", x)),
                of("index", x -> index(x, "a").build()),
                of("index column", x -> indexed(x)),
                of("index expression", x -> expression(x)),
                of("index using", x -> index("i", "a").using(x).build()),
                of("index where", x -> index("i", "a").where(x).build()),
                of("index include", x -> index("i", "a").include(x).build()),
                of(
                        "index parameter",
                        x -> index("i", "a").with(Map.of("fillfactor", x)).build()),
                of("new table", x -> RenameTable.builder("t", x).build()),
                of("comment", x -> CreateTableComment.builder("t", x).build()),
                of(
                        "altered column",
                        x -> AlterColumn.builder("t", x).nullable(true).build()),
                of("new column", x -> AlterColumn.builder("t", "a").newName(x).build()),
                of("new comment", x -> AlterColumn.builder("t", "a").comment(x).build()),
                of(
                        "new default",
                        x -> AlterColumn.builder("t", "a").defaultValue(x).build()),
                of(
                        "using",
                        x -> AlterColumn.builder("t", "a").type(text()).using(x).build()),
                of("dropped column", x -> DropColumn.builder("t", x).build()),
                of("dropped table", x -> DropTable.builder(x).build()),
                of("dropped index", x -> DropIndex.builder(x).build()),
                of("dropped constraint", x -> DropConstraint.builder(x, "t").build()),
                of("renamed constraint", x -> RenameConstraint.builder("t", "a", x)
                        .build()),
                of("valid constraint", x -> ValidateConstraint.builder(x, "t").build()),
                of("created schema", x -> CreateSchema.builder(x).build()),
                of("dropped schema", x -> DropSchema.builder(x).build()),
                of("sequence", x -> CreateSequence.builder(x, USUAL).build()),
                of("owner", x -> new ColumnReference(null, "t", x)),
                of(
                        "new sequence",
                        x -> AlterSequence.builder("s", USUAL).newName(x).build()),
                of("dropped sequence", x -> DropSequence.builder(x).build()),
                of("enum", x -> CreateEnum.builder(x).build()),
                of("enum value", x -> CreateEnum.builder("e").values(x).build()),
                of("added value", x -> AddEnumValue.builder("e", x).build()),
                of("value before", x -> AddEnumValue.builder("e", "a").before(x).build()),
                of("value after", x -> AddEnumValue.builder("e", "a").after(x).build()),
                of("old value", x -> RenameEnumValue.builder("e", x, "a").build()),
                of("new value", x -> RenameEnumValue.builder("e", "a", x).build()),
                of("dropped enum", x -> DropEnum.builder(x).build()),
                of("extension", x -> CreateExtension.builder(x).build()),
                of("dropped extension", x -> DropExtension.builder(x).build()),
                of("bulk table", x -> BulkInsert.builder(x).build()),
                of("bulk column", x -> new BulkColumn(x, null)),
                of("row key", x -> BulkInsert.builder("t")
                        .rows(List.of(Map.of(x, Literal.of(1))))
                        .build()),
                of("row value", x -> Literal.of(x)),
                of("nested value", x -> Literal.of(Map.of("a", List.of(x)))),
                of("nested key", x -> Literal.of(List.of(Map.of(x, 1)))),
                of("sql", x -> Execute.builder(x).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void aNulIsRefused(String what, Function<String, Object> operation) {
        assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> operation.apply("a\0b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void halfACharacterIsRefused(String what, Function<String, Object> operation) {
        assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> operation.apply("a\uD83Db"));
        assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> operation.apply("\uDE00"));
    }

    static Stream<Arguments> labels() {
        return Stream.of(
                of("enum value", x -> CreateEnum.builder("e").values(x).build()),
                of("added value", x -> AddEnumValue.builder("e", x).build()),
                of("value before", x -> AddEnumValue.builder("e", "a").before(x).build()),
                of("value after", x -> AddEnumValue.builder("e", "a").after(x).build()),
                of("new value", x -> RenameEnumValue.builder("e", "a", x).build()),
                of("key column", x -> primaryKey(x).build()),
                of("referent column", x -> foreignKey("a").references("t", x).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labels")
    void whatTheCatalogWouldCutOffIsRefused(String what, Function<String, Object> operation) {
        assertThat(operation.apply("é".repeat(31) + "x")).isNotNull();

        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> operation.apply("é".repeat(32)))
                .withMessageContaining("has 64 bytes in UTF-8");
    }
}
