package dev.reflux.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.schema.Check;
import dev.reflux.schema.Column;
import dev.reflux.schema.DataType;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Index;
import dev.reflux.schema.IndexColumn;
import dev.reflux.schema.Literal;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.SequenceOptions;
import dev.reflux.schema.Unique;
import dev.reflux.testsupport.RandomOperations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationTextTests {

    @Test
    void tablesAndColumnsAreNamedWithTheirSchema() {
        Column email = Column.builder("email", DataType.parse("text")).build();

        assertThat(List.of(
                                CreateTable.builder("account").schema("shop").build(),
                                DropTable.builder("My Table").build(),
                                RenameTable.builder("a", "b").schema("s").build(),
                                CreateTableComment.builder("a", "c").build(),
                                DropTableComment.builder("a").build(),
                                AddColumn.builder("account", email).build(),
                                DropColumn.builder("account", "email")
                                        .schema("shop")
                                        .build(),
                                AlterColumn.builder("account", "email").build())
                        .stream()
                        .map(Operation::describe))
                .containsExactly(
                        "create table shop.account",
                        "drop table \"My Table\"",
                        "rename table s.a to b",
                        "comment on table a",
                        "drop comment of table a",
                        "add column email to account",
                        "drop column email of shop.account",
                        "alter column email of account");
    }

    @Test
    void constraintsAndIndexesAreNamedOrShown() {
        Index index = Index.builder()
                .columns(IndexColumn.of("a"), IndexColumn.expression("lower(b)"))
                .build();

        assertThat(List.of(
                                CreateIndex.builder("t", index).build(),
                                CreateIndex.builder(
                                                "t",
                                                Index.builder()
                                                        .name("i")
                                                        .columns("a")
                                                        .build())
                                        .schema("s")
                                        .build(),
                                DropIndex.builder("i").schema("s").build(),
                                new CreatePrimaryKey("t", null, new PrimaryKey("pk", List.of("a"))),
                                new CreateUniqueConstraint(
                                        "t", null, Unique.builder().columns("a").build()),
                                new CreateForeignKey(
                                        "t",
                                        null,
                                        ForeignKey.builder("u").columns("a").build()),
                                new CreateCheckConstraint(
                                        "t", null, Check.builder("a > 0").build()),
                                new ValidateConstraint("c", "t", null),
                                DropConstraint.builder("c", "t").build(),
                                new RenameConstraint("t", null, "c", "d"))
                        .stream()
                        .map(Operation::describe))
                .containsExactly(
                        "create index on t (a, lower(b))",
                        "create index i on s.t (a)",
                        "drop index s.i",
                        "add primary key pk to t",
                        "add unique constraint to t",
                        "add foreign key to t",
                        "add check constraint to t",
                        "validate constraint c of t",
                        "drop constraint c of t",
                        "rename constraint c of t to d");
    }

    @Test
    void otherObjectsAreNamed() {
        SequenceOptions options = SequenceOptions.builder().build();

        assertThat(List.of(
                                new CreateSchema("s", false),
                                new DropSchema("s", false, false),
                                CreateSequence.builder("q", options).build(),
                                AlterSequence.builder("q", options).build(),
                                DropSequence.builder("q").build(),
                                CreateEnum.builder("mood").build(),
                                AddEnumValue.builder("mood", "it's").build(),
                                RenameEnumValue.builder("mood", "a", "b").build(),
                                DropEnum.builder("mood").build(),
                                CreateExtension.builder("hstore").build(),
                                new DropExtension("hstore", false, false))
                        .stream()
                        .map(Operation::describe))
                .containsExactly(
                        "create schema s",
                        "drop schema s",
                        "create sequence q",
                        "alter sequence q",
                        "drop sequence q",
                        "create enum mood",
                        "add value 'it''s' to enum mood",
                        "rename value 'a' of enum mood to 'b'",
                        "drop enum mood",
                        "create extension hstore",
                        "drop extension hstore");
    }

    @Test
    void longSqlIsCutBetweenCharacters() {
        assertThat(new Execute("SELECT\n  1", Map.of()).describe()).isEqualTo("execute SELECT 1");
        assertThat(new Execute("😀".repeat(61), Map.of()).describe()).isEqualTo("execute " + "😀".repeat(60) + "…");
    }

    @Test
    void rowsAreCounted() {
        Map<String, Literal> row = Map.of("a", Literal.of(1));

        assertThat(new BulkInsert("t", null, List.of(), List.of(row)).describe())
                .isEqualTo("insert 1 row into t");
        assertThat(new BulkInsert("t", null, List.of(), List.of(row, row)).describe())
                .isEqualTo("insert 2 rows into t");
    }

    @Test
    void autocommitListsItsOperations() {
        Autocommit operation =
                new Autocommit(List.of(new CreateSchema("s", false), new DropExtension("x", false, false)));

        assertThat(operation.describe()).isEqualTo("outside of transactions: create schema s, drop extension x");
    }

    @Test
    void everyOperationHasWords() {
        for (Operation operation : new RandomOperations(3).next(500)) {
            assertThat(operation.describe()).matches("(?s)[a-z]+ .+");
        }
    }
}
