package dev.reflux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.dialect.Dialects;
import dev.reflux.error.InvalidOperationException;
import dev.reflux.operation.NamingConvention;
import dev.reflux.operation.Operation;
import dev.reflux.operation.OperationCompiler;
import dev.reflux.testsupport.DatabasePool;
import dev.reflux.testsupport.Dumpable;
import dev.reflux.testsupport.PgDump;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.Psql;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.R2dbcException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What operations do, case by case as Alembic does it. The cases lie beside the project; where they are absent this class
 * is skipped.
 *
 * <p>Each case runs twice, each time in an empty database: its compiled statements one by one, and as a script through
 * psql. Both must leave what the case's own script leaves. On PostgreSQL 15, where the cases were made, they tell that; on
 * another version the script runs in a third database.
 */
@ExtendWith(PostgresServer.class)
class CorpusOperationIntegrationTests {

    private static final Path CORPUS = Path.of("..", "shared", "corpus", "ops.jsonl");

    /** The version that the cases were made on. */
    private static final int CORPUS_MAJOR = 15;

    private static final int THREADS = 4;

    /** A case with its verdict: null where all is as with Alembic. */
    private record Verdict(JsonNode example, @Nullable String difference) {

        boolean advisory() {
            return example.path("advisory").asBoolean(false);
        }

        /** Kind of operation, or what the case is about. */
        String kind() {
            String kind = example.get("source").asString().replaceFirst("/.*", "");
            return advisory() ? "advisory" : kind;
        }
    }

    /** How many cases are as with Alembic. */
    private record Score(int alike, int all) {

        Score plus(Score other) {
            return new Score(alike + other.alike, all + other.all);
        }

        @Override
        public String toString() {
            return alike + "/" + all;
        }
    }

    /** What the cases run with, on a server of a major version. */
    private record Programs(int major, Psql psql, PgDump dump) {

        static Programs of(TestDatabase database) {
            int major = database.majorVersion();
            return new Programs(
                    major, Psql.find().orElseThrow(), PgDump.find(major).orElseThrow());
        }
    }

    @Test
    void operationsLeaveWhatThoseOfAlembicLeave(@Dumpable TestDatabase database) throws Exception {
        if (!Files.isRegularFile(CORPUS)) {
            String skipped = "SKIPPED, no operation was compared with Alembic's: the conformance corpus is not at "
                    + CORPUS.toAbsolutePath().normalize();
            System.out.println(skipped);
            throw new TestAbortedException(skipped);
        }
        List<Verdict> verdicts = verdicts(new DatabasePool(database), Programs.of(database));

        Map<String, Score> scores = new TreeMap<>();
        for (Verdict verdict : verdicts) {
            scores.merge(verdict.kind(), new Score(verdict.difference() == null ? 1 : 0, 1), Score::plus);
        }
        System.out.printf("As with Alembic: %s%n", scores);
        assertThat(verdicts).hasSizeGreaterThan(150);
        assertThat(verdicts.stream()
                        .filter(verdict -> !verdict.advisory() && verdict.difference() != null)
                        .map(Verdict::difference))
                .isEmpty();
    }

    private static List<Verdict> verdicts(DatabasePool databases, Programs programs) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Verdict>> futures = new ArrayList<>();
            for (String line : Files.readAllLines(CORPUS)) {
                JsonNode example = JsonMapper.shared().readTree(line);
                futures.add(threads.submit(
                        () -> new Verdict(example, new OperationCase(example, databases, programs).difference())));
            }
            List<Verdict> verdicts = new ArrayList<>();
            for (Future<Verdict> future : futures) {
                verdicts.add(future.get());
            }
            return verdicts;
        } finally {
            threads.shutdownNow();
        }
    }

    /** One line of the corpus. */
    private static final class OperationCase {

        /** How psql and we call the error of operations that cannot even be said. */
        private static final String GENERATION = "generation";

        private static final Pattern PSQL_ERROR = Pattern.compile("ERROR: +(\\w{5})");

        private final JsonNode example;
        private final DatabasePool databases;
        private final Programs programs;

        OperationCase(JsonNode example, DatabasePool databases, Programs programs) {
            this.example = example;
            this.databases = databases;
            this.programs = programs;
        }

        /** What running some statements has come to. */
        private record Outcome(@Nullable String sqlState, List<String> schema, List<String> rows) {

            @Override
            public String toString() {
                return "%n  error %s%n    %s%n    %s"
                        .formatted(sqlState, String.join("\n    ", schema), String.join("\n    ", rows));
            }
        }

        /** What differs from Alembic; null for nothing. */
        @Nullable
        String difference() {
            List<String> statements;
            try {
                statements = statements();
            } catch (InvalidOperationException e) {
                boolean expected = expectedError().equals(GENERATION);
                return expected ? null : title() + " cannot be said: " + e.getMessage();
            }
            Outcome online = run(database -> online(database, statements));
            if (expectedError().equals(GENERATION)) {
                // What SQLAlchemy refuses to write, the server may refuse to read, or know since
                boolean refused = online.sqlState() != null || programs.major() > CORPUS_MAJOR;
                return refused ? null : title() + " is no error: " + statements;
            }
            Outcome offline = run(database -> script(database, statements));
            Outcome expected = programs.major() == CORPUS_MAJOR ? corpus() : run(this::alembic);
            if (online.equals(expected) && offline.equals(expected)) {
                return null;
            }
            String which = online.equals(expected) ? "as a script" : "one by one";
            return "%s leaves %s: %s%nnot: %s%nby %s: %s"
                    .formatted(title(), which, online.equals(expected) ? offline : online, expected, which, statements);
        }

        private String title() {
            return example.get("id").asString() + " " + example.get("source").asString();
        }

        /** What it came to; where a script and a connection came to different things, the connection is right. */
        private JsonNode truth() {
            return example.has("live") ? example.get("live") : example;
        }

        private String expectedError() {
            JsonNode error = truth().get("error");
            String kind = error.path("kind").asString("");
            return kind.equals("database") ? error.get("sqlstate").asString() : kind;
        }

        private List<String> statements() {
            NamingConvention convention = AlembicOperations.convention(example.path("naming_convention"));
            OperationCompiler compiler = Dialects.forUrl(null).operations();
            List<String> statements = new ArrayList<>();
            for (Operation operation : AlembicOperations.of(example.get("operations"))) {
                convention.apply(operation).forEach(named -> statements.addAll(compiler.compile(named)));
            }
            return statements;
        }

        private Outcome corpus() {
            String error = expectedError();
            return new Outcome(
                    error.isEmpty() ? null : error,
                    truth().get("dump_after").asString().lines().toList(),
                    truth().path("data_after").asString("").lines().toList());
        }

        private Outcome run(Function<TestDatabase, @Nullable String> statements) {
            TestDatabase database = databases.take();
            database.execute(AlembicOperations.strings(example.get("setup_sql")).toArray(String[]::new));
            String sqlState = statements.apply(database);
            Outcome outcome = new Outcome(
                    sqlState,
                    programs.dump().dump(database),
                    example.has("data_after") ? programs.dump().rows(database) : List.of());
            databases.giveBack(database);
            return outcome;
        }

        private static @Nullable String online(TestDatabase database, List<String> statements) {
            try {
                database.execute(statements.toArray(String[]::new));
                return null;
            } catch (R2dbcException e) {
                return e.getSqlState();
            }
        }

        private @Nullable String script(TestDatabase database, List<String> statements) {
            StringBuilder script = new StringBuilder("\\set VERBOSITY sqlstate\n");
            statements.forEach(statement -> script.append(statement).append(";\n\n"));
            return psql(database, script.toString());
        }

        private @Nullable String alembic(TestDatabase database) {
            return psql(
                    database,
                    "\\set VERBOSITY sqlstate\n" + example.get("offline_sql").asString(""));
        }

        private @Nullable String psql(TestDatabase database, String script) {
            Psql.Outcome outcome = programs.psql().run(database, script);
            Matcher error = PSQL_ERROR.matcher(outcome.errors());
            if (outcome.exitCode() == 0) {
                return null;
            }
            return error.find() ? error.group(1) : outcome.errors();
        }
    }
}
