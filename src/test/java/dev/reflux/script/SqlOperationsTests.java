package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.dialect.Dialects;
import dev.reflux.error.InvalidOperationException;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.CreateIndex;
import dev.reflux.operation.CreateSchema;
import dev.reflux.operation.CreateTableComment;
import dev.reflux.operation.Execute;
import dev.reflux.operation.Operation;
import dev.reflux.operation.OperationCompiler;
import dev.reflux.operation.Parameter;
import dev.reflux.operation.RenameTable;
import dev.reflux.schema.Index;
import dev.reflux.schema.Literal;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.sql.SqlLexis;
import dev.reflux.testsupport.RandomOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlOperationsTests {

    private static final SqlLexis LEXIS = SqlLexis.postgresql();

    private static final OperationCompiler COMPILER =
            Dialects.forUrl("r2dbc:postgresql://localhost/x").operations();

    private record Sent(String text, boolean autocommit) {}

    private static String write(Operation... operations) {
        return new SqlOperations(COMPILER, LEXIS).write(List.of(operations));
    }

    private static List<Sent> read(String section, Map<String, String> placeholders) {
        String text = "-- revision: a\n\n-- +upgrade\n" + section + "\n-- +downgrade\n" + section;
        SqlRevisionFile file = new SqlRevisionFile(RevisionSource.ofText("a.sql", text), LEXIS);
        List<Sent> up = all(file.openUpgrade(placeholders));
        assertThat(all(file.openDowngrade(placeholders))).isEqualTo(up);
        return up;
    }

    private static List<Sent> all(SqlScript script) {
        List<Sent> sent = new ArrayList<>();
        try (script) {
            for (ScriptStatement next = script.next(); next != null; next = script.next()) {
                sent.add(new Sent(next.text(), next.autocommit()));
            }
        }
        return sent;
    }

    private static List<Sent> compiled(List<Operation> operations) {
        List<Sent> sent = new ArrayList<>();
        for (Operation operation : operations) {
            boolean autocommit = operation instanceof Autocommit;
            COMPILER.compile(operation).forEach(text -> sent.add(new Sent(text, autocommit)));
        }
        return sent;
    }

    /** Where placeholders are in use, one without a value is refused: nothing that is written may look like one. */
    @Test
    void randomOperationsAreReadAsTheStatementsThatTheyCompileTo() {
        long seed = Long.getLong("reflux.test.seed", System.nanoTime());
        Map<String, String> inUse = Map.of("in.use", "value");
        int written = 0;
        for (long each = seed; each < seed + 1000; each++) {
            Operation operation = new RandomOperations(each).next();
            Optional<List<Sent>> compiled = compiledIfPossible(operation);
            if (compiled.isPresent()) {
                List<Sent> read = read(write(operation), inUse);
                assertThat(read.stream().map(SqlOperationsTests::undivided))
                        .as("seed " + each)
                        .isEqualTo(compiled.get());
                written++;
            }
        }
        assertThat(written).isGreaterThan(900);
    }

    private static Optional<List<Sent>> compiledIfPossible(Operation operation) {
        try {
            return Optional.of(compiled(List.of(operation)));
        } catch (InvalidOperationException refused) {
            return Optional.empty();
        }
    }

    private static Sent undivided(Sent sent) {
        return new Sent(sent.text().replace("$'\n'{", "${"), sent.autocommit());
    }

    @Test
    void eachStatementEndsOnALineOfItsOwn() {
        assertThat(write(
                        CreateSchema.builder("shop").build(),
                        Execute.builder("SELECT 1; SELECT 2 -- the end").build()))
                .isEqualTo("CREATE SCHEMA shop;\n\nSELECT 1;\n\nSELECT 2;\n");
    }

    @Test
    void nothingIsWrittenForNothing() {
        assertThat(write()).isEmpty();
    }

    @Test
    void anAutocommitPartStandsBetweenItsMarkers() {
        Index index = Index.builder().name("ix").columns("a").build();
        Operation create = CreateIndex.builder("t", index).concurrently().build();
        assertThat(write(
                        new Autocommit(List.of(create)),
                        CreateSchema.builder("s").build()))
                .isEqualTo(
                        """
                        -- +autocommit
                        CREATE INDEX CONCURRENTLY ix ON t (a);
                        -- +end

                        CREATE SCHEMA s;
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-- +end", "-- +upgrade", "--+downgrade", "-- +autocommit", "  -- +END", "-- + end", "-- +other"
            })
    void linesInTheFormOfMarkersEndNothing(String line) {
        String comment = "two lines\n" + line + "\nand one";
        List<Operation> operations = List.of(new Autocommit(List.of(
                CreateTableComment.builder("t", comment).build(),
                RenameTable.builder("a\n" + line + "\n", "b\n" + line).build(),
                Execute.builder("DO $$\n" + line + "\n$$").build(),
                Execute.builder("SELECT 1 /*\n" + line + "\n*/ + 1").build())));
        assertThat(read(write(operations.toArray(Operation[]::new)), Map.of())).isEqualTo(compiled(operations));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- +end", "\t --+upgrade", "-- + autocommit"})
    void commentsInTheFormOfMarkersStayComments(String line) {
        Operation operation =
                Execute.builder("SELECT 1,\n" + line + "\n  2 -- +end\n, 3").build();
        assertThat(read(write(new Autocommit(List.of(operation))), Map.of()))
                .containsExactly(new Sent("SELECT 1,\n" + line.replace("--", "/**/ --") + "\n  2 -- +end\n, 3", true));
    }

    @Test
    void valuesAreNoPlaceholders() {
        String section = write(CreateTableComment.builder("t", "it's ${price} in \\${currency} or $${x}")
                .build());
        assertThat(section)
                .isEqualTo("COMMENT ON TABLE t IS E'it''s $'\n'{price} in \\\\$'\n'{currency} or $$'\n'{x}';\n");
        assertThat(read(section, Map.of("price", "12")))
                .extracting(Sent::text)
                .containsExactly(section.strip().replace(";", ""));
    }

    @Test
    void namesAreNoPlaceholders() {
        String section = write(RenameTable.builder("${a}\\\"b", "c").build());
        assertThat(section).isEqualTo("ALTER TABLE U&\"\\0024{a}\\\\\"\"b\" RENAME TO c;\n");
        assertThat(read(section, Map.of("a", "12"))).hasSize(1);
    }

    @Test
    void placeholdersOfSqlStayPlaceholders() {
        String section = write(Execute.builder("GRANT ALL ON t TO ${role}").build());
        assertThat(read(section, Map.of("role", "clerk"))).containsExactly(new Sent("GRANT ALL ON t TO clerk", false));
    }

    @Test
    void parametersAreNoPlaceholders() {
        Map<String, Parameter> params = Map.of("a", new Parameter(null, Literal.of("${b}")));
        String section = write(new Execute("SELECT :a", params));
        assertThat(section).isEqualTo("SELECT '$'\n'{b}';\n");
        assertThatThrownBy(() -> write(new Execute("SELECT :a, '${c}'", params)))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessageStartingWith("execute has ${…} both in its text");
    }

    @Test
    void whatTheReaderRefusesIsRefused() {
        Index index = Index.builder().name("ix").columns("a").build();
        Operation create = CreateIndex.builder("t", index).concurrently().build();
        assertThatThrownBy(() -> write(create))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessageContaining("create_index cannot stand in a .sql revision")
                .hasMessageContaining("cannot run in a transaction block");
        assertThatThrownBy(() -> write(Execute.builder("COPY t FROM stdin").build()))
                .isInstanceOf(InvalidOperationException.class);
        assertThatThrownBy(() -> write(Execute.builder("COMMIT").build()))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessageContaining("begins or ends a transaction");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT $$ ${x} $$", "SELECT 1 /* ${x} */ + 1", "SELECT ${x}", "SELECT 1, -- ${x}\n2"})
    void whatCannotBeDividedIsRefused(String sql) {
        SqlOperations writer = new SqlOperations(operation -> List.of(sql), LEXIS);
        assertThatThrownBy(() -> writer.write(List.of(CreateSchema.builder("s").build())))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessage("create_schema has ${…} where no quotes protect it from being replaced;"
                        + " write the revision in YAML or Java.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-- nothing", "SELECT 1; SELECT 2", "SELECT 'open", "SELECT 1;\n\\quit"})
    void whatIsNotOneStatementIsRefused(String sql) {
        SqlOperations writer = new SqlOperations(operation -> List.of(sql), LEXIS);
        assertThatThrownBy(() -> writer.write(List.of(CreateSchema.builder("s").build())))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessageStartingWith("create_schema ");
    }
}
