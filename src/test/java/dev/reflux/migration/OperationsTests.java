package dev.reflux.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.operation.AddColumn;
import dev.reflux.operation.AddEnumValue;
import dev.reflux.operation.AlterColumn;
import dev.reflux.operation.AlterSequence;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.BulkColumn;
import dev.reflux.operation.BulkInsert;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.operation.CreateCheckConstraint;
import dev.reflux.operation.CreateEnum;
import dev.reflux.operation.CreateExcludeConstraint;
import dev.reflux.operation.CreateExtension;
import dev.reflux.operation.CreateForeignKey;
import dev.reflux.operation.CreateIndex;
import dev.reflux.operation.CreatePrimaryKey;
import dev.reflux.operation.CreateSchema;
import dev.reflux.operation.CreateSequence;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.CreateTableComment;
import dev.reflux.operation.CreateUniqueConstraint;
import dev.reflux.operation.DropColumn;
import dev.reflux.operation.DropConstraint;
import dev.reflux.operation.DropEnum;
import dev.reflux.operation.DropExtension;
import dev.reflux.operation.DropIndex;
import dev.reflux.operation.DropSchema;
import dev.reflux.operation.DropSequence;
import dev.reflux.operation.DropTable;
import dev.reflux.operation.DropTableComment;
import dev.reflux.operation.Execute;
import dev.reflux.operation.Operation;
import dev.reflux.operation.Parameter;
import dev.reflux.operation.RenameConstraint;
import dev.reflux.operation.RenameEnumValue;
import dev.reflux.operation.RenameTable;
import dev.reflux.operation.ValidateConstraint;
import dev.reflux.schema.Check;
import dev.reflux.schema.Column;
import dev.reflux.schema.ConstraintType;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Exclude;
import dev.reflux.schema.ExcludeElement;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Index;
import dev.reflux.schema.Literal;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.SequenceOptions;
import dev.reflux.schema.Unique;
import dev.reflux.testsupport.RecordedOperations;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class OperationsTests {

    private static final DataType BIGINT = DataType.parse("bigint");
    private static final Column ID = Column.builder("id", BIGINT).primaryKey().build();
    private static final Index.Builder INDEX = Index.builder().name("ix").columns("a", "b");
    private static final Index.Builder BY_ID = Index.builder().name("by_id").columns("id");
    private static final ForeignKey.Builder KEY =
            ForeignKey.builder("other").name("fk").columns("a").referentColumns("b");
    private static final Exclude.Builder EXCLUDE =
            Exclude.builder().name("ex").elements(new ExcludeElement("during", "&&"));
    private static final SequenceOptions.Builder COUNTING =
            SequenceOptions.builder().increment(2L);

    /** A call and the operation that it is to make. */
    private record Form(Consumer<Operations> call, Operation expected) {

        @Override
        public String toString() {
            return expected.getClass().getSimpleName();
        }
    }

    private static Form form(Consumer<Operations> call, Operation expected) {
        return new Form(call, expected);
    }

    static Stream<Form> tables() {
        return Stream.of(
                form(
                        op -> op.createTable("t", Column.builder("id", BIGINT).primaryKey(), BY_ID),
                        CreateTable.builder("t")
                                .columns(ID)
                                .indexes(BY_ID.build())
                                .build()),
                form(
                        op -> op.createTable(
                                "t", t -> t.schema("s").elements(ID).ifNotExists()),
                        CreateTable.builder("t")
                                .schema("s")
                                .columns(ID)
                                .ifNotExists()
                                .build()),
                form(op -> op.dropTable("t"), DropTable.builder("t").build()),
                form(
                        op -> op.dropTable("t", DropTable.Builder::cascade),
                        DropTable.builder("t").cascade().build()),
                form(
                        op -> op.renameTable("t", "u"),
                        RenameTable.builder("t", "u").build()),
                form(
                        op -> op.renameTable("t", "u", t -> t.schema("s")),
                        RenameTable.builder("t", "u").schema("s").build()),
                form(
                        op -> op.createTableComment("t", "c"),
                        CreateTableComment.builder("t", "c").build()),
                form(
                        op -> op.createTableComment("t", "c", t -> t.existingComment("b")),
                        CreateTableComment.builder("t", "c")
                                .existingComment("b")
                                .build()),
                form(
                        op -> op.dropTableComment("t"),
                        DropTableComment.builder("t").build()),
                form(
                        op -> op.dropTableComment("t", t -> t.schema("s")),
                        DropTableComment.builder("t").schema("s").build()),
                form(op -> op.addColumn("t", ID), AddColumn.builder("t", ID).build()),
                form(
                        op -> op.addColumn("t", Column.builder("id", BIGINT).primaryKey()),
                        AddColumn.builder("t", ID).build()),
                form(
                        op -> op.addColumn("t", ID, AddColumn.Builder::ifNotExists),
                        AddColumn.builder("t", ID).ifNotExists().build()),
                form(
                        op -> op.addColumn("t", Column.builder("id", BIGINT).primaryKey(), c -> c.schema("s")),
                        AddColumn.builder("t", ID).schema("s").build()),
                form(op -> op.dropColumn("t", "c"), DropColumn.builder("t", "c").build()),
                form(
                        op -> op.dropColumn("t", "c", c -> c.schema("s")),
                        DropColumn.builder("t", "c").schema("s").build()),
                form(
                        op -> op.alterColumn("t", "c", c -> c.type(BIGINT).nullable(false)),
                        AlterColumn.builder("t", "c")
                                .type(BIGINT)
                                .nullable(false)
                                .build()));
    }

    static Stream<Form> constraints() {
        PrimaryKey.Builder primary = PrimaryKey.builder().name("pk").columns("a");
        Unique.Builder unique = Unique.builder().name("uq").columns("a");
        Check.Builder check = Check.builder("a > 0").name("ck");
        return Stream.of(
                form(
                        op -> op.createIndex("ix", "t", "a", "b"),
                        CreateIndex.builder("t", INDEX.build()).build()),
                form(
                        op -> op.createIndex("t", INDEX),
                        CreateIndex.builder("t", INDEX.build()).build()),
                form(
                        op -> op.createIndex("t", INDEX, CreateIndex.Builder::concurrently),
                        CreateIndex.builder("t", INDEX.build()).concurrently().build()),
                form(op -> op.dropIndex("ix"), DropIndex.builder("ix").build()),
                form(
                        op -> op.dropIndex("ix", DropIndex.Builder::ifExists),
                        DropIndex.builder("ix").ifExists().build()),
                form(
                        op -> op.createPrimaryKey("pk", "t", "a"),
                        CreatePrimaryKey.builder("t", primary.build()).build()),
                form(
                        op -> op.createPrimaryKey("t", primary),
                        CreatePrimaryKey.builder("t", primary.build()).build()),
                form(
                        op -> op.createPrimaryKey("t", primary, c -> c.schema("s")),
                        CreatePrimaryKey.builder("t", primary.build())
                                .schema("s")
                                .build()),
                form(
                        op -> op.createUniqueConstraint("uq", "t", "a"),
                        CreateUniqueConstraint.builder("t", unique.build()).build()),
                form(
                        op -> op.createUniqueConstraint("t", unique),
                        CreateUniqueConstraint.builder("t", unique.build()).build()),
                form(
                        op -> op.createUniqueConstraint("t", unique, c -> c.schema("s")),
                        CreateUniqueConstraint.builder("t", unique.build())
                                .schema("s")
                                .build()),
                form(
                        op -> op.createForeignKey("fk", "t", "other", List.of("a"), List.of("b")),
                        CreateForeignKey.builder("t", KEY.build()).build()),
                form(
                        op -> op.createForeignKey("t", KEY),
                        CreateForeignKey.builder("t", KEY.build()).build()),
                form(
                        op -> op.createForeignKey("t", KEY, c -> c.schema("s")),
                        CreateForeignKey.builder("t", KEY.build()).schema("s").build()),
                form(
                        op -> op.createCheckConstraint("ck", "t", "a > 0"),
                        CreateCheckConstraint.builder("t", check.build()).build()),
                form(
                        op -> op.createCheckConstraint("t", check),
                        CreateCheckConstraint.builder("t", check.build()).build()),
                form(
                        op -> op.createCheckConstraint("t", check, c -> c.schema("s")),
                        CreateCheckConstraint.builder("t", check.build())
                                .schema("s")
                                .build()),
                form(
                        op -> op.createExcludeConstraint("t", EXCLUDE),
                        CreateExcludeConstraint.builder("t", EXCLUDE.build()).build()),
                form(
                        op -> op.createExcludeConstraint("t", EXCLUDE, c -> c.schema("s")),
                        CreateExcludeConstraint.builder("t", EXCLUDE.build())
                                .schema("s")
                                .build()),
                form(
                        op -> op.validateConstraint("ck", "t"),
                        ValidateConstraint.builder("ck", "t").build()),
                form(
                        op -> op.validateConstraint("ck", "t", c -> c.schema("s")),
                        ValidateConstraint.builder("ck", "t").schema("s").build()),
                form(
                        op -> op.dropConstraint("ck", "t"),
                        DropConstraint.builder("ck", "t").build()),
                form(
                        op -> op.dropConstraint("ck", "t", c -> c.type(ConstraintType.CHECK)),
                        DropConstraint.builder("ck", "t")
                                .type(ConstraintType.CHECK)
                                .build()),
                form(
                        op -> op.renameConstraint("t", "a", "b"),
                        RenameConstraint.builder("t", "a", "b").build()),
                form(
                        op -> op.renameConstraint("t", "a", "b", c -> c.schema("s")),
                        RenameConstraint.builder("t", "a", "b").schema("s").build()));
    }

    static Stream<Form> objects() {
        return Stream.of(
                form(op -> op.createSchema("s"), CreateSchema.builder("s").build()),
                form(
                        op -> op.createSchema("s", CreateSchema.Builder::ifNotExists),
                        CreateSchema.builder("s").ifNotExists().build()),
                form(op -> op.dropSchema("s"), DropSchema.builder("s").build()),
                form(
                        op -> op.dropSchema("s", DropSchema.Builder::cascade),
                        DropSchema.builder("s").cascade().build()),
                form(
                        op -> op.createSequence("q"),
                        CreateSequence.builder("q", SequenceOptions.builder().build())
                                .build()),
                form(
                        op -> op.createSequence("q", COUNTING),
                        CreateSequence.builder("q", COUNTING.build()).build()),
                form(
                        op -> op.createSequence("q", COUNTING, q -> q.schema("s")),
                        CreateSequence.builder("q", COUNTING.build())
                                .schema("s")
                                .build()),
                form(
                        op -> op.alterSequence("q", COUNTING),
                        AlterSequence.builder("q", COUNTING.build()).build()),
                form(
                        op -> op.alterSequence("q", q -> q.newName("r")),
                        AlterSequence.builder("q", SequenceOptions.builder().build())
                                .newName("r")
                                .build()),
                form(
                        op -> op.alterSequence("q", COUNTING, q -> q.schema("s")),
                        AlterSequence.builder("q", COUNTING.build()).schema("s").build()),
                form(op -> op.dropSequence("q"), DropSequence.builder("q").build()),
                form(
                        op -> op.dropSequence("q", DropSequence.Builder::ifExists),
                        DropSequence.builder("q").ifExists().build()),
                form(
                        op -> op.createEnum("e", "a", "b"),
                        CreateEnum.builder("e").values("a", "b").build()),
                form(
                        op -> op.createEnum("e", e -> e.schema("s").values("a")),
                        CreateEnum.builder("e").schema("s").values("a").build()),
                form(
                        op -> op.addEnumValue("e", "v"),
                        AddEnumValue.builder("e", "v").build()),
                form(
                        op -> op.addEnumValue("e", "v", e -> e.before("w")),
                        AddEnumValue.builder("e", "v").before("w").build()),
                form(
                        op -> op.renameEnumValue("e", "v", "w"),
                        RenameEnumValue.builder("e", "v", "w").build()),
                form(
                        op -> op.renameEnumValue("e", "v", "w", e -> e.schema("s")),
                        RenameEnumValue.builder("e", "v", "w").schema("s").build()),
                form(op -> op.dropEnum("e"), DropEnum.builder("e").build()),
                form(
                        op -> op.dropEnum("e", DropEnum.Builder::ifExists),
                        DropEnum.builder("e").ifExists().build()),
                form(op -> op.createExtension("x"), CreateExtension.builder("x").build()),
                form(
                        op -> op.createExtension("x", CreateExtension.Builder::ifNotExists),
                        CreateExtension.builder("x").ifNotExists().build()),
                form(op -> op.dropExtension("x"), DropExtension.builder("x").build()),
                form(
                        op -> op.dropExtension("x", DropExtension.Builder::cascade),
                        DropExtension.builder("x").cascade().build()));
    }

    static Stream<Form> data() {
        Map<String, Literal> row = Map.of("a", Literal.of(1), "b", Literal.of(null));
        Map<String, Object> given = new HashMap<>();
        given.put("b", null);
        given.put("a", 1);
        BulkColumn column = new BulkColumn("a", BIGINT);
        Parameter typed = new Parameter(BIGINT, Literal.of("7"));
        return Stream.of(
                form(op -> op.execute("SELECT 1"), Execute.builder("SELECT 1").build()),
                form(
                        op -> op.execute("SELECT :a, :b", Map.of("a", 1, "b", typed)),
                        Execute.builder("SELECT :a, :b")
                                .params(Map.of("a", new Parameter(null, Literal.of(1)), "b", typed))
                                .build()),
                form(
                        op -> op.bulkInsert("t", List.of(given)),
                        BulkInsert.builder("t").rows(List.of(row)).build()),
                form(
                        op -> op.bulkInsert("t", List.of(column), List.of(Map.of("a", 1))),
                        BulkInsert.builder("t")
                                .columns(column)
                                .rows(List.of(Map.of("a", Literal.of(1))))
                                .build()),
                form(
                        op -> op.bulkInsert("t", List.of(given), options -> options.schema("s")),
                        BulkInsert.builder("t").schema("s").rows(List.of(row)).build()));
    }

    @ParameterizedTest
    @MethodSource({"tables", "constraints", "objects", "data"})
    void eachFormMakesTheRecord(Form form) {
        RecordedOperations op = new RecordedOperations();

        form.call().accept(op);

        assertThat(op.operations()).containsExactly(form.expected());
    }

    @Test
    void eachOperationHasAForm() {
        Set<Class<?>> made = Stream.of(tables(), constraints(), objects(), data())
                .flatMap(each -> each)
                .map(each -> each.expected().getClass())
                .collect(Collectors.toSet());

        assertThat(made).hasSize(leaves(Operation.class).size() - 1).doesNotContain(Autocommit.class);
    }

    private static List<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(each -> leaves(each).stream())
                        .toList()
                : List.of(type);
    }

    @Test
    void publishersHaveTheSameMethods() {
        assertThat(methods(ReactiveOperations.class)).isEqualTo(methods(Operations.class));
    }

    private static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getMethods()).map(Method::getName).collect(Collectors.toSet());
    }

    @Test
    void rowsWithoutAnOrderAreTakenByColumn() {
        Map<String, Integer> ordered = new LinkedHashMap<>();
        ordered.put("z", 1);
        ordered.put("a", 2);
        RecordedOperations op = new RecordedOperations();

        op.bulkInsert("t", List.of(Map.of("c", 1, "a", 2, "b", 3), ordered));

        assertThat(((BulkInsert) op.operations().get(0)).rows())
                .extracting(row -> String.join(" ", row.keySet()))
                .containsExactly("a b c", "z a");
    }

    @Test
    void streamsAreTakenInChunksAndClosed() {
        RecordedOperations op = new RecordedOperations();
        boolean[] closed = {false};

        op.bulkInsert("t", rows(2_001).onClose(() -> closed[0] = true), options -> options.schema("s"));

        assertThat(op.operations())
                .extracting(each -> ((BulkInsert) each).schema()
                        + ((BulkInsert) each).rows().size())
                .containsExactly("s1000", "s1000", "s1");
        assertThat(closed).containsExactly(true);
        RecordedOperations none = new RecordedOperations();
        none.bulkInsert("t", rows(0));
        assertThat(none.operations()).isEmpty();
    }

    @Test
    void publishersOfRowsAreTakenInChunks() {
        RecordedLater op = new RecordedLater();

        Mono<Void> insert = op.bulkInsert("t", Flux.fromStream(() -> rows(1_500)));
        assertThat(op.operations).isEmpty();
        insert.block();

        assertThat(op.operations)
                .extracting(each -> ((BulkInsert) each).rows().size())
                .containsExactly(1_000, 500);
    }

    @Test
    void aValueThatCannotBeWrittenIsNamedByItsRowInTheWholeStream() {
        String problem = "rows has in row 1502 for \"id\" a value that holds a NUL character, which PostgreSQL does not"
                + " store.";
        Supplier<Stream<Map<String, Object>>> rows =
                () -> IntStream.range(0, 3_000).mapToObj(i -> Map.of("id", i == 1_501 ? "\0" : i));

        assertThatThrownBy(() -> new RecordedOperations().bulkInsert("t", rows.get()))
                .hasMessage(problem);
        assertThatThrownBy(() ->
                        new RecordedOperations().bulkInsert("t", rows.get().toList()))
                .hasMessage(problem);
        assertThatThrownBy(() -> new RecordedLater()
                        .bulkInsert("t", Flux.fromStream(rows.get()))
                        .block())
                .hasMessage(problem);
    }

    @Test
    void aRowThatIsNullIsRefused() {
        assertThatThrownBy(() -> new RecordedOperations().bulkInsert("t", Stream.of(Map.of("id", 1), null)))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessage("rows has null for row 2; give a map, or leave the row out.");
    }

    private static Stream<Map<String, Integer>> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> Map.of("id", i));
    }

    @Test
    void argumentsAreCheckedWhenAMethodIsCalled() {
        assertThatThrownBy(() -> new RecordedOperations().dropTable("")).isInstanceOf(InvalidOperationException.class);
        assertThatThrownBy(() -> new RecordedLater().dropTable("")).isInstanceOf(InvalidOperationException.class);
        assertThatThrownBy(() -> new RecordedOperations().updateInChunks(ChunkedUpdate.of("t", "id")))
                .hasMessage("set is missing.");
        assertThatThrownBy(() -> new RecordedOperations()
                        .updateInChunks(ChunkedUpdate.of("t", "id").set("a = 1").size(0)))
                .hasMessage("size must be at least 1, not 0.");
    }

    private static final class RecordedLater implements ReactiveOperations {

        private final List<Operation> operations = new ArrayList<>();

        @Override
        public Mono<Void> run(Operation operation) {
            return Mono.fromRunnable(() -> operations.add(operation));
        }

        @Override
        public Mono<Void> updateInChunks(ChunkedUpdate update) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> autocommit(Function<? super ReactiveOperations, ? extends Publisher<?>> part) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOffline() {
            return true;
        }

        @Override
        public ReactiveConnection connection() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, String> placeholders() {
            return Map.of();
        }
    }
}
