package dev.reflux.script.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.operation.AddColumn;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.BulkInsert;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.CreateTableComment;
import dev.reflux.operation.Operation;
import dev.reflux.schema.Column;
import dev.reflux.schema.Columns;
import dev.reflux.schema.Literal;
import dev.reflux.schema.Types;
import dev.reflux.script.YamlRevisionBody;
import dev.reflux.script.notation.CompiledMigrations.Running;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.testsupport.RandomOperations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaOperationsTests {

    /** Each is the name of something that the code would like to import. */
    private static final List<String> CLASS_NAMES =
            List.of("Index", "CreateTable", "List", "Values", "Reference", "BulkColumn", "Literal", "BigDecimal");

    private static final List<String> TEXTS = List.of(
            "\\u0041 \\\\u0041 \\\\\\u000a",
            "\u202E\\\u202E",
            "\u0001\u0007\b\f\u001B\u007F\u0085\u2028\u2029\uFEFF",
            "\uE000\u00A0\u2003\u0300 😀\uDB40\uDC01",
            "*/ // /* \"\"\" '''",
            "a\n\"\"\"\"\"\"\"",
            "a\n\"\"\"\"\"\n",
            "a\n\\\"",
            "a\n\\",
            "a\n  ",
            "a\n\t",
            "a \nb\t\nc",
            "\na",
            "\n\na\n\n",
            "  a\n b",
            "  a\nb",
            "a\n\u2003b\u2003\n",
            "a\rb\nc",
            "a\n{b}%s${c}",
            "\n");

    private static final List<String> PIECES = List.of(
            "a", "\n", " ", "\t", "\"", "\"\"\"", "\\", "\\u0022", "\r", "\u000B", "\u2003", "'", "ü", "😀", "\\s",
            "\u200B");

    private final CompiledMigrations classes;

    JavaOperationsTests(@TempDir Path folder) {
        classes = new CompiledMigrations(folder);
    }

    @Test
    void whatIsWrittenRunsAsTheSameOperations() throws Exception {
        long seed = Long.getLong("reflux.test.seed", System.nanoTime());
        Set<Class<?>> seen = new HashSet<>();
        List<List<Operation>> written = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            List<Operation> upgrade = operations(seed + i, 6);
            List<Operation> downgrade = operations(seed - 1 - i, 3);
            written.add(upgrade);
            written.add(downgrade);
            upgrade.forEach(operation -> seen.add(operation.getClass()));
            classes.add(className(i), upgrade, downgrade);
        }
        try (Running running = classes.compile()) {
            for (int i = 0; i < 80; i++) {
                String context = "seed " + seed + "\n" + classes.source(className(i));
                assertThat(running.upgrade(className(i))).as(context).isEqualTo(written.get(2 * i));
                assertThat(running.upgrade(className(i)).subList(0, 6))
                        .as(context)
                        .isEqualTo(throughYaml(written.get(2 * i).subList(0, 6)));
                assertThat(running.downgrade(className(i))).as(context).isEqualTo(written.get(2 * i + 1));
            }
        }
        assertThat(seen).hasSize(OperationNames.all().size());
    }

    @Test
    void theCodeIsThatOfAnAuthor() {
        List<Operation> operations = throughYamlText(
                """
                - create_schema: {name: shop}
                - create_enum: {name: status, values: [open, paid]}
                - create_table:
                    name: account
                    columns:
                      - {name: id, type: bigint, identity: {always: true}}
                      - {name: email, type: varchar(320), nullable: false, unique: true}
                      - {name: total, type: "numeric(12,2)", default: 9.90, comment: what was paid in the currency of the shop}
                      - {name: tags, type: "text[]", default: [a, null]}
                      - {name: status, type: "status", default_sql: "'open'"}
                    constraints:
                      - foreign_key: {columns: [email], referent_table: mail, referent_columns: [address], on_delete: cascade}
                - alter_column: {table: account, name: email, type: text, nullable: true}
                - autocommit:
                    - create_index: {name: ix, table: account, columns: [email], concurrently: true}
                - bulk_insert: {table: tag, rows: [{name: a, data: {z: 1, a: [1, two]}}, {name: b, data: null}]}
                - execute: |
                    SELECT 1,
                      '\\d'
                """);
        JavaMethods body = JavaOperations.write("A", operations, null);
        assertThat("        " + body.upgrade() + "\n")
                .isEqualTo(
                        """
                        op.createSchema("shop");
                        op.createEnum("status", "open", "paid");
                        op.createTable(
                                "account",
                                column("id", bigint()).identity(),
                                column("email", varchar(320)).notNull().unique(),
                                column("total", numeric(12, 2))
                                        .defaultValue(new BigDecimal("9.90"))
                                        .comment("what was paid in the currency of the shop"),
                                column("tags", array(text())).defaultValue(Arrays.asList("a", null)),
                                column("status", "status").defaultSql("'open'"),
                                foreignKey("email").references("mail", "address").onDelete(CASCADE));
                        op.alterColumn("account", "email", options -> options.type(text()).nullable(true));
                        op.autocommit(part -> part.createIndex("account", index("ix", "email"), options -> options.concurrently()));
                        op.bulkInsert(
                                "tag",
                                List.of(
                                        fields("name", "a", "data", fields("z", 1, "a", List.<Object>of(1, "two"))),
                                        fields("name", "b", "data", null)));
                        op.execute(
                                \"""
                                SELECT 1,
                                  '\\\\d'
                                \""");
                """);
        assertThat(body.downgrade()).isNull();
        assertThat(body.methods()).isEmpty();
        assertThat(body.imports())
                .contains("import static dev.reflux.schema.Columns.column;", "import java.math.BigDecimal;")
                .doesNotHaveDuplicates();
    }

    @Test
    void textsOfAnyKindAreWrittenSafely() throws Exception {
        List<String> texts = new ArrayList<>(TEXTS);
        Random random = new Random(1);
        for (int i = 0; i < 400; i++) {
            texts.add(random.ints(random.nextInt(1, 12), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining()));
        }
        List<Operation> operations = texts.stream()
                .<Operation>map(text -> CreateTableComment.builder("t", text).build())
                .toList();
        classes.add("Texts", operations, List.of());
        try (Running running = classes.compile()) {
            assertThat(running.upgrade("Texts")).isEqualTo(operations);
        }
    }

    @Test
    void textsLongerThanAConstantArePutTogether() throws Exception {
        String ascii = "x".repeat(70_000);
        String wide = "\n😀".repeat(30_000) + "\"\\";
        List<Operation> operations = List.of(
                CreateTableComment.builder("t", ascii).build(),
                CreateTableComment.builder("t", wide).build(),
                CreateTableComment.builder("t", "line\n".repeat(5_000)).build());
        classes.add("Long", operations, List.of());
        try (Running running = classes.compile()) {
            assertThat(running.upgrade("Long")).isEqualTo(operations);
        }
    }

    @Test
    void whatIsLongerThanAMethodIsDivided() throws Exception {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            operations.add(AddColumn.builder(
                            "t",
                            Columns.column("c" + i, Types.numeric(10, 2))
                                    .notNull()
                                    .build())
                    .build());
        }
        List<Operation> both = new ArrayList<>(operations);
        both.add(new Autocommit(operations));
        classes.add("Many", both, operations);
        assertThat(classes.source("Many")).contains("private static void upgrade1(Operations part) {");
        try (Running running = classes.compile()) {
            assertThat(running.upgrade("Many")).isEqualTo(both);
            assertThat(running.downgrade("Many")).isEqualTo(operations);
        }
    }

    @Test
    void aTableWithAllColumnsThatPostgresqlAllowsIsWritten() throws Exception {
        Column[] columns = new Column[1_600];
        Arrays.setAll(
                columns, i -> Columns.column("c" + i, Types.text()).notNull().build());
        List<Operation> operations =
                List.of(CreateTable.builder("t").columns(columns).build());
        classes.add("Wide", operations, List.of());
        try (Running running = classes.compile()) {
            assertThat(running.upgrade("Wide")).isEqualTo(operations);
        }
    }

    @Test
    void moreThanAClassCanHoldIsRefused() {
        List<Map<String, Literal>> rows = IntStream.range(0, 20_000)
                .<Map<String, Literal>>mapToObj(i -> Map.of("a", Literal.of(i), "b", Literal.of("text " + i)))
                .toList();
        List<Operation> operations = List.of(BulkInsert.builder("t").rows(rows).build());
        assertThatThrownBy(() -> JavaOperations.write("A", operations, null))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessage(
                        "bulk_insert needs more code than a method of Java may have; write the revision in SQL or YAML.");
        List<Operation> comments = IntStream.range(0, 40_000)
                .<Operation>mapToObj(
                        i -> CreateTableComment.builder("t", "text " + i).build())
                .toList();
        assertThatThrownBy(() -> JavaOperations.write("A", comments, null))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessageStartingWith("create_table_comment ");
    }

    private static String className(int number) {
        return number < CLASS_NAMES.size() ? CLASS_NAMES.get(number) : "Written" + number;
    }

    /** Of two generators: one knows what revision files may say, the other does not care. */
    private static List<Operation> operations(long seed, int count) {
        RandomRecords random = new RandomRecords(seed);
        List<Operation> operations = new ArrayList<>(new RandomOperations(seed).next(count));
        for (int i = 0; i < count; i++) {
            operations.add(random.operation());
        }
        return operations;
    }

    private static List<Operation> throughYaml(List<Operation> operations) {
        return throughYamlText(YamlOperations.write(operations));
    }

    private static List<Operation> throughYamlText(String entries) {
        String text = "revision: a\nupgrade:\n" + entries;
        return YamlRevisionBody.read(RevisionSource.ofText("a.yaml", text)).upgrade().stream()
                .map(PlacedOperation::operation)
                .toList();
    }
}
