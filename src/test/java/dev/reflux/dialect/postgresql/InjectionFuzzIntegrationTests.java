package dev.reflux.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.error.InvalidOperationException;
import dev.reflux.operation.AddColumn;
import dev.reflux.operation.AlterColumn;
import dev.reflux.operation.AlterSequence;
import dev.reflux.operation.CreateCheckConstraint;
import dev.reflux.operation.CreateIndex;
import dev.reflux.operation.CreateSchema;
import dev.reflux.operation.CreateSequence;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.DropSchema;
import dev.reflux.operation.DropSequence;
import dev.reflux.operation.Execute;
import dev.reflux.operation.Operation;
import dev.reflux.operation.Parameter;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.schema.Columns;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Index;
import dev.reflux.schema.Literal;
import dev.reflux.schema.SequenceOptions;
import dev.reflux.schema.Types;
import dev.reflux.script.notation.YamlOperations;
import dev.reflux.sql.DriverText;
import dev.reflux.sql.PsqlText;
import dev.reflux.sql.SqlLexis;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.Psql;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * No name and no value is ever more than that, on the whole way: from YAML through the compiler, and through the driver or
 * psql, both of which read SQL by rules of their own. Another run of the same: {@code -Dreflux.test.seed=N}.
 */
@ExtendWith(PostgresServer.class)
class InjectionFuzzIntegrationTests {

    private static final int TABLES = 60;
    private static final int SEQUENCES = 40;
    private static final int PARAMETERS = 150;
    private static final JsonMapper JSON = new JsonMapper();

    private static final String SETUP =
            """
            CREATE TABLE canary (x integer);
            INSERT INTO canary VALUES (1);
            CREATE TABLE given (id serial, typed text, untyped text, document jsonb, list text[]);
            CREATE FUNCTION rows_of(relation oid) RETURNS jsonb LANGUAGE plpgsql AS $f$
            DECLARE
                result jsonb;
            BEGIN
                EXECUTE format('SELECT jsonb_agg(to_jsonb(the_row) ORDER BY ctid) FROM %s the_row', relation::regclass)
                    INTO result;
                RETURN result;
            END $f$;
            """;

    /** All tables in the order in which they were made. */
    private static final String FACTS =
            """
            SELECT jsonb_agg(jsonb_build_object(
                'schema', n.nspname,
                'name', t.relname,
                'comment', coalesce(obj_description(t.oid, 'pg_class'), ''),
                'columns', (
                    SELECT jsonb_agg(jsonb_build_array(
                        a.attname, coalesce(col_description(t.oid, a.attnum), ''), y.typname, l.collname)
                        ORDER BY a.attnum)
                    FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
                        LEFT JOIN pg_collation l ON l.oid = a.attcollation
                    WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped),
                'constraints', (
                    SELECT jsonb_object_agg(c.conname, c.contype) FROM pg_constraint c WHERE c.conrelid = t.oid),
                'indexes', (
                    SELECT jsonb_agg(jsonb_build_array(x.relname, m.amname, o.opcname, l.collname) ORDER BY x.oid)
                    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
                        JOIN pg_opclass o ON o.oid = i.indclass[0]
                        LEFT JOIN pg_collation l ON l.oid = i.indcollation[0]
                    WHERE i.indrelid = t.oid AND NOT i.indisunique),
                'enum', e.typname,
                'labels', (
                    SELECT jsonb_agg(v.enumlabel ORDER BY v.enumsortorder) FROM pg_enum v WHERE v.enumtypid = e.oid),
                'rows', rows_of(t.oid)) ORDER BY t.oid)::text
            FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
                JOIN pg_attribute f ON f.attrelid = t.oid AND f.attnum = 3 JOIN pg_type e ON e.oid = f.atttypid
            WHERE t.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public')
            """;

    @TempDir
    Path temporary;

    private final long seed = Long.getLong("reflux.test.seed", System.nanoTime());
    private final HostileTexts texts = new HostileTexts(seed);
    private final HostileObjects objects = HostileObjects.of(texts);
    private final List<String> schemas = names(6);
    private final Map<String, String> sequences = new LinkedHashMap<>();
    private final List<HostileTable> tables = new ArrayList<>();
    private final List<List<@Nullable Object>> given = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final List<Operation> all = new ArrayList<>();
    private int statements;

    private List<String> names(int count) {
        return Stream.generate(texts::name).limit(count).toList();
    }

    private void add(int count, Operation operation) {
        statements += count;
        operations.add(operation);
    }

    private int create() {
        operations.clear();
        statements = 0;
        schemas.forEach(schema -> add(1, CreateSchema.builder(schema).build()));
        for (int i = 0; i < SEQUENCES; i++) {
            createSequence();
        }
        HostileTable previous = null;
        for (int i = 0; i < TABLES; i++) {
            HostileTable table = new HostileTable(texts, objects, texts.one(schemas));
            operations.addAll(table.create(previous));
            statements += table.statements();
            tables.add(table);
            previous = table;
        }
        insertGiven();
        return statements;
    }

    private void createSequence() {
        String schema = texts.one(schemas);
        String name = texts.name();
        String renamed = texts.name();
        SequenceOptions options = SequenceOptions.builder().start(3L).build();
        add(1, CreateSequence.builder(name, options).schema(schema).build());
        add(
                1,
                AlterSequence.builder(name, SequenceOptions.builder().build())
                        .schema(schema)
                        .newName(renamed)
                        .build());
        if (texts.toss()) {
            add(1, DropSequence.builder(renamed).schema(schema).build());
        } else {
            sequences.put(renamed, schema);
        }
    }

    private void insertGiven() {
        StringBuilder sql = new StringBuilder("INSERT INTO given (typed, untyped, document, list) VALUES");
        Map<String, Parameter> params = new LinkedHashMap<>();
        for (int i = 0; i < PARAMETERS; i++) {
            List<@Nullable Object> row = Arrays.asList(
                    texts.value(), texts.value(), Map.of(texts.name(), texts.value()), List.of(texts.value()));
            List<@Nullable DataType> types =
                    Arrays.asList(Types.text(), null, Types.jsonb(), Types.array(Types.text()));
            String separator = i == 0 ? " (" : ",\n (";
            for (int j = 0; j < row.size(); j++) {
                String name = "p" + i + "_" + j;
                params.put(name, new Parameter(types.get(j), Literal.of(row.get(j))));
                sql.append(separator).append(':').append(name);
                separator = ", ";
            }
            sql.append(')');
            given.add(row);
        }
        add(1, new Execute(sql.toString(), params));
    }

    private int change() {
        operations.clear();
        statements = 0;
        for (HostileTable table : tables) {
            operations.addAll(table.change());
            operations.addAll(table.addLabel());
            statements += table.statements();
        }
        String schema = texts.name();
        add(1, CreateSchema.builder(schema).build());
        add(1, DropSchema.builder(schema).build());
        return statements;
    }

    private void write(RevisionFolder files, String revision, @Nullable String parent) {
        all.addAll(operations);
        String head = parent == null ? "" : "down_revision: " + parent + "\n";
        files.text(
                revision + ".yaml",
                "revision: " + revision + "\n" + head + "upgrade:" + YamlOperations.writeValue(operations));
    }

    private static Reflux reflux(TestDatabase database, RevisionFolder files) {
        return Reflux.builder()
                .url(database.url())
                .locations(files.location())
                .configure(config -> config.placeholders(Map.of("x", "'; DROP TABLE canary; --")))
                .build();
    }

    private void prepare(TestDatabase database) {
        database.execute(SETUP);
        database.execute(objects.setup());
    }

    private void assertExactly(TestDatabase database) {
        assertThat(database.column("SELECT x FROM canary")).as("canary").containsExactly("1");
        JsonNode actual = JSON.readTree(database.value(FACTS));
        JsonNode expected =
                JSON.valueToTree(tables.stream().map(HostileTable::expected).toList());
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).as("table %d", i).isEqualTo(expected.get(i));
        }
        assertThat(
                        JSON.readTree(
                                database.value(
                                        "SELECT jsonb_agg(jsonb_build_array(typed, untyped, document, list) ORDER BY id)::text FROM given")))
                .isEqualTo(JSON.valueToTree(given));
        assertThat(database.column("SELECT relname FROM pg_class WHERE relkind = 'S' AND relname <> 'given_id_seq'"
                        + " AND relnamespace <> 'public'::regnamespace"))
                .containsExactlyInAnyOrderElementsOf(sequences.keySet());
        assertThat(database.column(
                        "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('public',"
                                + " 'information_schema')"))
                .containsExactlyInAnyOrderElementsOf(schemas);
    }

    private void assertPsqlDoes(TestDatabase database, String script) {
        Psql.Outcome outcome = Psql.script(database, script);
        assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
        assertExactly(database);
    }

    private static String script(TestDatabase database, RevisionFolder files) {
        StringBuilder script = new StringBuilder();
        reflux(database, files)
                .upgrade("head", RunOptions.DEFAULTS.writingTo(script))
                .block();
        return script.toString();
    }

    /** The statements alone, read where a backslash means something in every string. */
    private String oldStringsScript() {
        return all.stream()
                .flatMap(operation -> Compiled.compiled(operation).stream())
                .map(statement -> PsqlText.of(statement, SqlLexis.postgresql()) + ";\n")
                .collect(Collectors.joining("", "SET standard_conforming_strings = off;\n", ""));
    }

    @Test
    void everyNameAndValueArrivesAsItIs(TestDatabase online) {
        System.out.println("Injection fuzz with -Dreflux.test.seed=" + seed);
        RevisionFolder files = RevisionFolder.in(temporary);
        TestDatabase psql = online.another();
        TestDatabase oldStrings = online.another();
        Stream.of(online, psql, oldStrings).forEach(this::prepare);

        int created = create();
        write(files, "r1", null);
        MigrationReport first =
                Objects.requireNonNull(reflux(online, files).upgrade("head").block());
        assertThat(first.steps().get(0).statements()).isEqualTo(created);
        assertExactly(online);

        int changed = change();
        write(files, "r2", "r1");
        MigrationReport second =
                Objects.requireNonNull(reflux(online, files).upgrade("head").block());
        assertThat(second.steps().get(0).statements()).isEqualTo(changed);
        assertExactly(online);

        assertPsqlDoes(psql, script(psql, files));
        assertPsqlDoes(oldStrings, oldStringsScript());
        assertThat(texts.made()).isGreaterThan(5_000);
    }

    /** Statements that hold SQL of an author, which may be wrong, but never more than the part that it is given for. */
    private static List<Operation> withSql(String sql) {
        String condition = "1 = 1 " + sql;
        Index.Builder index = Index.builder().columns("x");
        return List.of(
                new CreateCheckConstraint(
                        "victim", null, Columns.check(condition).build()),
                new CreateIndex("victim", null, index.where(condition).build(), false, false),
                new CreateIndex(
                        "victim",
                        null,
                        Columns.index("ix", Columns.expression("x " + sql)).build(),
                        false,
                        false),
                AddColumn.builder(
                                "victim",
                                Columns.column("y", "text")
                                        .defaultSql("'a' " + sql)
                                        .build())
                        .build(),
                AddColumn.builder(
                                "victim",
                                Columns.column("z", "text")
                                        .computed("'a' " + sql)
                                        .build())
                        .build(),
                AlterColumn.builder("victim", "x")
                        .type(Types.text())
                        .using("x " + sql)
                        .build(),
                CreateTable.builder("part")
                        .columns(Columns.column("x", "text").build())
                        .partitionBy("LIST (x " + sql + ")")
                        .build());
    }

    /** As the product sends it; a 1 if the server takes it. */
    private static int send(Connection connection, String statement) {
        DriverText text = DriverText.of(statement, SqlLexis.postgresql());
        String sent = text.misread() ? new PostgresqlDialect().quoted(text.text()) : text.text();
        return Flux.defer(() -> connection.createStatement(sent).execute())
                .concatMap(Result::getRowsUpdated)
                .then(Mono.just(1))
                .onErrorReturn(R2dbcException.class, 0)
                // A stray dollar sign, which the driver does not even send
                .onErrorReturn(IllegalArgumentException.class, 0)
                .blockOptional()
                .orElse(0);
    }

    @Test
    void sqlOfAnAuthorStaysInItsPlace(TestDatabase database) {
        database.execute(
                "CREATE TABLE canary (x integer); INSERT INTO canary VALUES (1); CREATE TABLE victim (x text)");
        Connection connection = database.connect();
        int refused = 0;
        int done = 0;
        try {
            for (int i = 0; i < 300; i++) {
                for (Operation operation : withSql(texts.value())) {
                    List<String> compiled = compiledOrRefused(operation);
                    assertThat(compiled).as("seed %d", seed).hasSizeLessThanOrEqualTo(1);
                    refused += compiled.isEmpty() ? 1 : 0;
                    for (String statement : compiled) {
                        done += send(connection, statement);
                    }
                }
            }
        } finally {
            Mono.from(connection.close()).block();
        }
        assertThat(database.column("SELECT x FROM canary")).as("seed %d", seed).containsExactly("1");
        assertThat(refused).as("refused before").isGreaterThan(100);
        assertThat(done).as("taken").isGreaterThan(100);
    }

    private static List<String> compiledOrRefused(Operation operation) {
        try {
            return Compiled.compiled(operation);
        } catch (InvalidOperationException e) {
            return List.of();
        }
    }
}
