package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.config.RefluxConfigBuilder;
import dev.reflux.config.TransactionMode;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConfigException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.IrreversibleRevisionException;
import dev.reflux.error.RefluxException;
import dev.reflux.junit.CatalogFingerprint;
import dev.reflux.testsupport.EventLoopGuard;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.Psql;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import dev.reflux.testsupport.WireProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

@ExtendWith(PostgresServer.class)
class JavaRevisionsIntegrationTests {

    private static final int FIRST = RevisionFolder.FIRST_MEMBER_LINE;
    private static final String TABLES = "SELECT relname FROM pg_class WHERE relname ~ '^t[0-9]*$' ORDER BY 1";

    @TempDir
    Path temporary;

    private RevisionFolder revisions;

    @BeforeEach
    void begin() {
        EventLoopGuard.install();
        revisions = RevisionFolder.in(temporary);
    }

    @AfterEach
    void nothingBlockedAnEventLoop() {
        EventLoopGuard.assertNothingBlocked();
    }

    private Reflux reflux(TestDatabase database) {
        return reflux(database, values -> values);
    }

    private Reflux reflux(TestDatabase database, UnaryOperator<RefluxConfigBuilder> configuration) {
        return Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(configuration)
                .build();
    }

    private static void upgrade(Reflux reflux) {
        reflux.upgrade("head").block();
    }

    private static List<String> history(TestDatabase database) {
        return database.column(
                "SELECT concat_ws(' ', direction, revision, outcome, statements) FROM reflux_history" + " ORDER BY id");
    }

    private static String upgradeMethod(String... statements) {
        return "public void upgrade(Operations op) {\n" + String.join("\n", statements) + "\n}";
    }

    private static String reactiveUpgrade(String... lines) {
        return "public Publisher<Void> upgrade(ReactiveOperations op) {\n" + String.join("\n", lines) + "\n}";
    }

    /** Runs and gives what failed, which must be at a line of a revision. */
    private static <T extends RefluxException> T failure(Reflux reflux, Class<T> type, String revision, int line) {
        try {
            upgrade(reflux);
        } catch (RefluxException e) {
            assertThat(e).isInstanceOf(type);
            assertThat(e.revision()).isEqualTo(revision);
            assertThat(e.file()).endsWith(revision + ".java");
            assertThat(e.line()).isEqualTo(line);
            return type.cast(e);
        }
        throw new AssertionError("It did not fail");
    }

    @Nested
    class Blocking {

        @Test
        void goesUpAndDown(TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                                    "op.createTable(\"t1\", column(\"id\", bigint()).identity().primaryKey(),",
                                    "    column(\"name\", text()));",
                                    "op.bulkInsert(\"t1\", List.of(Map.of(\"name\", \"O'Neill\"), Map.of(\"name\", \"b\")));")
                            + "\npublic void downgrade(Operations op) { op.dropTable(\"t1\"); }");
            Reflux reflux = reflux(database);

            MigrationReport report = reflux.upgrade("head").block();

            assertThat(report.steps()).singleElement().satisfies(step -> {
                assertThat(step.statements()).isEqualTo(2);
                assertThat(step.transaction()).isEqualTo(1);
            });
            assertThat(database.column("SELECT name FROM t1 ORDER BY id")).containsExactly("O'Neill", "b");
            assertThat(history(database)).containsExactly("upgrade r1 succeeded 2");

            reflux.downgrade("base").block();
            assertThat(database.column(TABLES)).isEmpty();
        }

        @Test
        void followsTheNamingConvention(TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "op.createTable(\"t1\", column(\"a\", integer()).unique(), column(\"b\", text()));",
                            "op.createIndex(\"t1\", Index.builder().columns(\"b\"));"));

            upgrade(reflux(database, values -> values.namingConvention(Map.of("uq", "uq_%t_%c", "ix", "ix_%t_%c"))));

            assertThat(
                            database.column(
                                    "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 't1'::regclass ORDER BY 1"))
                    .containsExactly("ix_t1_b", "uq_t1_a");
        }

        @Test
        void asksTheConnectionWithinItsTransaction(TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "op.execute(\"CREATE TABLE t1 (id integer)\").execute(\"INSERT INTO t1 VALUES (7)\");",
                            "var row = op.connection().query(\"SELECT id, pg_current_xact_id()::text AS tx FROM t1\").get(0);",
                            "op.execute(\"CREATE TABLE t2 AS SELECT \" + row.require(\"id\", Integer.class)",
                            "    + \" AS id, pg_current_xact_id()::text = '\" + row.require(\"tx\", String.class) + \"' AS same\");",
                            "op.connection().execute(\"INSERT INTO t1 SELECT id + 1 FROM t2\");",
                            "op.execute(\"INSERT INTO t1 SELECT max(id) + 1 FROM t1\");"));

            upgrade(reflux(database));

            assertThat(database.column("SELECT id || ' ' || same FROM t2")).containsExactly("7 true");
            assertThat(database.column("SELECT id::text FROM t1 ORDER BY id")).containsExactly("7", "8", "9");
            assertThat(history(database)).containsExactly("upgrade r1 succeeded 4");
        }

        @ParameterizedTest
        @EnumSource(TransactionMode.class)
        void maySetUpItsTransactionOverTheConnection(TransactionMode mode, TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "var connection = op.connection();",
                            "connection.execute(\"SET TRANSACTION ISOLATION LEVEL SERIALIZABLE\");",
                            "connection.execute(\"SET LOCAL work_mem = '5MB'\");",
                            "connection.execute(\"CREATE TABLE t1 AS SELECT current_setting('transaction_isolation') AS i\");"));

            upgrade(reflux(database, values -> values.transaction(mode)));

            assertThat(database.column("SELECT i FROM t1"))
                    .containsExactly(mode == TransactionMode.NONE ? "read committed" : "serializable");
        }

        @Test
        void getsItsTransactionGuardedWhateverIsAskedFirst(TestDatabase database) {
            WireProxy proxy = database.proxy();
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "op.connection().execute(\"SET LOCAL work_mem = '5MB'\");",
                            "op.connection().execute(\"SELECT 'asked'\");"));

            Reflux.builder()
                    .url(database.url(proxy))
                    .locations(revisions.location())
                    .build()
                    .upgrade("head")
                    .block();

            List<String> sent = proxy.queries();
            int begin = sent.indexOf("BEGIN");
            assertThat(sent.subList(begin, sent.indexOf("SELECT 'asked'")))
                    .hasSize(3)
                    .satisfies(messages -> {
                        assertThat(messages.get(1)).isEqualTo("SET LOCAL work_mem = '5MB'");
                        assertThat(messages.get(2)).contains("pg_locks");
                    });
        }

        @Test
        void mayKeepTheConnection(TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "var connection = op.connection();",
                            "op.execute(\"CREATE TABLE t1 (id integer)\");",
                            "connection.execute(\"INSERT INTO t1 VALUES (1)\");",
                            "op.autocommit(auto -> auto.execute(\"INSERT INTO t1 VALUES (2)\"));",
                            "connection.execute(\"INSERT INTO t1 VALUES (3)\");",
                            "connection.execute(\"SAVEPOINT s\");",
                            "op.execute(\"INSERT INTO t1 VALUES (4)\");"));

            upgrade(reflux(database));

            assertThat(database.column("SELECT id::text FROM t1 ORDER BY ctid")).containsExactly("1", "2", "3", "4");
        }

        @Test
        void knowsPlaceholders(TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "op.execute(\"CREATE TABLE \" + op.placeholder(\"table\").orElseThrow() + \" (id integer)\");"));

            upgrade(reflux(database, values -> values.placeholders(Map.of("table", "t5"))));

            assertThat(database.column(TABLES)).containsExactly("t5");
        }

        @Test
        void hasNoWayDownWithoutTheMethod(TestDatabase database) {
            revisions.java("r1", "Migration", upgradeMethod("op.execute(\"CREATE TABLE t1 (id integer)\");"));
            upgrade(reflux(database));

            assertThatThrownBy(() -> reflux(database).downgrade("base").block())
                    .isInstanceOf(IrreversibleRevisionException.class);
        }

        @Test
        void streamsRows(TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "op.execute(\"CREATE TABLE t1 (id integer)\");",
                            "op.bulkInsert(\"t1\", IntStream.range(0, 2500).mapToObj(i -> Map.of(\"id\", i)));"));

            upgrade(reflux(database));

            assertThat(database.value("SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || max(id) FROM t1"))
                    .isEqualTo("2500 2500 2499");
        }
    }

    @Nested
    class Failures {

        @Test
        void ofTheDatabasePointToTheCall(TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "op.execute(\"CREATE TABLE t1 (id integer)\");",
                            "op.execute(\"INSERT INTO nowhere VALUES (1)\");",
                            "op.execute(\"CREATE TABLE t2 (id integer)\");"));

            DatabaseException failure = failure(reflux(database), DatabaseException.class, "r1", FIRST + 2);

            assertThat(failure.sqlState()).isEqualTo("42P01");
            assertThat(database.column(TABLES)).isEmpty();
            assertThat(history(database)).hasSize(1).allMatch(row -> row.startsWith("upgrade r1 failed"));
        }

        @Test
        void ofTheConnectionPointToTheCall(TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "String sql = \"SELECT 1/0\";",
                            "Runnable later = () ->",
                            "op.connection().query(sql);",
                            "later.run();"));

            DatabaseException failure = failure(reflux(database), DatabaseException.class, "r1", FIRST + 3);

            assertThat(failure.sqlState()).isEqualTo("22012");
        }

        @Test
        void ofArgumentsPointToTheCall(TestDatabase database) {
            revisions.java("r1", "Migration", upgradeMethod("", "op.dropTable(\"\");"));

            assertThat(failure(reflux(database), InvalidRevisionFileException.class, "r1", FIRST + 2))
                    .hasMessageContaining("name is empty");
        }

        @Test
        void ofTheAuthorPointToTheLine(TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod("op.execute(\"CREATE TABLE t1 (id integer)\");", "List.of().get(0);"));

            InvalidRevisionFileException failure =
                    failure(reflux(database), InvalidRevisionFileException.class, "r1", FIRST + 2);

            assertThat(failure).hasMessageContaining("r1 threw java.lang.ArrayIndexOutOfBounds");
            assertThat(failure.getCause()).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(database.column(TABLES)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"VACUUM", "COMMIT", "CREATE TABLE t1 (id integer", "COPY t1 FROM STDIN"})
        void ofWhatNoRevisionMaySayPointToTheCall(String sql, TestDatabase database) {
            revisions.java("r1", "Migration", upgradeMethod("", "op.execute(\"" + sql + "\");"));

            failure(reflux(database), RefluxException.class, "r1", FIRST + 2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"COMMIT", "ROLLBACK", "SELECT 1; END", "begin", "ABORT", "DISCARD ALL"})
        void ofTheConnectionWhenItIsToEndTheTransaction(String sql, TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "op.execute(\"CREATE TABLE t1 (id integer)\");",
                            "op.connection().execute(\"" + sql + "\");"));

            assertThat(failure(reflux(database), InvalidRevisionFileException.class, "r1", FIRST + 2))
                    .hasMessageContaining("begins or ends a transaction");
            assertThat(database.column(TABLES)).isEmpty();
        }

        @Test
        void ofAPublishersConnectionWhenItIsToEndTheTransaction(TestDatabase database) {
            revisions.java(
                    "r1",
                    "ReactiveMigration",
                    reactiveUpgrade(
                            "return op.execute(\"CREATE TABLE t1 (id integer)\")",
                            "    .then(op.connection().execute(\"COMMIT\"))",
                            "    .then();"));

            failure(reflux(database), InvalidRevisionFileException.class, "r1", FIRST + 2);
            assertThat(database.column(TABLES)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"r1.kept.execute(\"SELECT 1\")", "r1.connection.execute(\"SELECT 1\")"})
        void ofAMigrationThatHasEndedPointToTheCall(String call, TestDatabase database) {
            revisions
                    .java(
                            "r1",
                            "Migration",
                            "static Operations kept; static dev.reflux.engine.SyncConnection connection;\n"
                                    + upgradeMethod("kept = op; connection = op.connection();"))
                    .java(
                            "r2",
                            "Migration",
                            upgradeMethod("op.execute(\"CREATE TABLE t1 (id integer)\");", call + ";"));

            assertThat(failure(reflux(database), InvalidRevisionFileException.class, "r2", FIRST + 2))
                    .hasMessageContaining("The migration has ended");
            assertThat(database.column(TABLES)).isEmpty();
        }

        @Test
        void beforeAnythingWasSentRollNothingBack(TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "op.execute(\"CREATE TABLE t1 (id integer)\");", "throw new IllegalStateException();"));

            ListAppender<ILoggingEvent> said = new ListAppender<>();
            Logger log = (Logger) LoggerFactory.getLogger("dev.reflux.database");
            said.start();
            log.addAppender(said);
            failure(reflux(database), InvalidRevisionFileException.class, "r1", FIRST + 2);
            log.detachAppender(said);

            assertThat(said.list).isEmpty();
        }

        @Test
        void ofAnotherThreadSaySo(TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "Thread[] other = new Thread[1]; RuntimeException[] thrown = new RuntimeException[1];",
                            "other[0] = new Thread(() -> { try { op.execute(\"SELECT 1\"); } catch (RuntimeException e) { thrown[0] = e; } });",
                            "other[0].start();",
                            "try { other[0].join(); } catch (InterruptedException e) { throw new IllegalStateException(e); }",
                            "throw thrown[0];"));

            assertThat(failure(reflux(database), InvalidRevisionFileException.class, "r1", FIRST + 2))
                    .hasMessageContaining("They serve only the thread");
        }
    }

    @Nested
    class Reactive {

        @Test
        void changesThreadsAsItLikes(TestDatabase database) {
            revisions.java(
                    "r1",
                    "ReactiveMigration",
                    reactiveUpgrade(
                            "return op.execute(\"CREATE TABLE t1 (id integer)\")",
                            "    .publishOn(Schedulers.parallel())",
                            "    .then(Mono.delay(Duration.ofMillis(5)))",
                            "    .thenMany(Flux.range(0, 200).parallel(4).runOn(Schedulers.parallel())",
                            "        .flatMap(i -> op.execute(\"INSERT INTO t1 VALUES (\" + i + \")\")).sequential())",
                            "    .then(op.connection().query(\"SELECT count(*) AS n FROM t1\").single())",
                            "    .publishOn(Schedulers.single())",
                            "    .flatMap(row -> op.execute(\"CREATE TABLE t2 AS SELECT \" + row.require(\"n\", Long.class) + \" AS n\"))",
                            "    .then(op.bulkInsert(\"t2\", Flux.range(0, 2500).map(i -> Map.of(\"n\", i))));"));

            upgrade(reflux(database));

            assertThat(database.value("SELECT count(DISTINCT id)::text FROM t1"))
                    .isEqualTo("200");
            assertThat(database.value("SELECT count(*) || ' ' || max(n) FROM t2"))
                    .isEqualTo("2501 2499");
        }

        @Test
        void runsInTheOrderOfItsSubscriptions(TestDatabase database) {
            revisions.java(
                    "r1",
                    "ReactiveMigration",
                    reactiveUpgrade(
                            "Mono<Void> third = op.execute(\"INSERT INTO t1 VALUES (3)\");",
                            "Mono<Void> never = op.execute(\"INSERT INTO t1 VALUES (4)\");",
                            "op.execute(\"CREATE TABLE t1 (id integer, place serial)\").block();",
                            "return Flux.concat(op.execute(\"INSERT INTO t1 VALUES (1)\"),",
                            "    op.execute(\"INSERT INTO t1 VALUES (2)\"), third, third).then();"));

            upgrade(reflux(database));

            assertThat(database.column("SELECT id::text FROM t1 ORDER BY place"))
                    .containsExactly("1", "2", "3", "3");
        }

        @Test
        void failsWithItsPublisher(TestDatabase database) {
            revisions.java(
                    "r1",
                    "ReactiveMigration",
                    reactiveUpgrade(
                            "return op.execute(\"CREATE TABLE t1 (id integer)\")",
                            "    .publishOn(Schedulers.parallel())",
                            "    .then(Mono.fromRunnable(() -> {",
                            "        throw new IllegalStateException(\"no\");",
                            "    }));"));

            assertThat(failure(reflux(database), InvalidRevisionFileException.class, "r1", FIRST + 4))
                    .hasMessageContaining("java.lang.IllegalStateException: no");
            assertThat(database.column(TABLES)).isEmpty();
        }

        @Test
        void failsAtTheLineThatAskedTheDatabase(TestDatabase database) {
            revisions.java(
                    "r1",
                    "ReactiveMigration",
                    reactiveUpgrade(
                            "return Mono.delay(Duration.ofMillis(5))",
                            "    .flatMapMany(ignored -> op.connection()",
                            "        .query(\"SELECT 1/0\"))",
                            "    .then();"));

            assertThat(failure(reflux(database), DatabaseException.class, "r1", FIRST + 3)
                            .sqlState())
                    .isEqualTo("22012");
        }

        @Test
        void mayCatchWhatTheDatabaseRefuses(TestDatabase database) {
            revisions.java(
                    "r1",
                    "ReactiveMigration",
                    reactiveUpgrade(
                            "return op.connection().execute(\"SAVEPOINT s\")",
                            "    .then(op.connection().execute(\"SELECT 1/0\"))",
                            "    .onErrorResume(e -> op.connection().execute(\"ROLLBACK TO s\"))",
                            "    .then(op.execute(\"CREATE TABLE t1 (id integer)\"));"));

            upgrade(reflux(database));

            assertThat(database.column(TABLES)).containsExactly("t1");
        }

        @Test
        void needsAPublisher(TestDatabase database) {
            revisions.java("r1", "ReactiveMigration", reactiveUpgrade("return null;"));

            assertThatThrownBy(() -> upgrade(reflux(database)))
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageEndingWith(
                            "r1.java: The method \"upgrade\" gave null. Return a publisher; Mono.empty() where there"
                                    + " is nothing to do.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "return op.execute(\"CREATE TABLE t1 (id integer)\").then(Mono.never());",
                    "return op.execute(\"SELECT pg_sleep(60)\").then(op.execute(\"SELECT pg_sleep(60)\"));",
                    "return op.connection().query(\"SELECT pg_sleep(60)\").then();",
                    "return Mono.fromRunnable(() -> { try { Thread.sleep(60_000); }"
                            + " catch (InterruptedException e) { throw new IllegalStateException(e); } });",
                    "return Mono.delay(Duration.ofMinutes(1)).then();"
                })
        void leavesNoThreadWhenCancelled(String body, TestDatabase database) {
            revisions.java("r1", "ReactiveMigration", reactiveUpgrade(body));
            Disposable run = reflux(database).upgrade("head").subscribe(done -> {}, failed -> {});
            if (body.contains("pg_sleep")) {
                Eventually.holds(() -> assertThat(database.sessions()).anyMatch(each -> sleeps(each)));
            } else {
                Eventually.holds(JavaRevisionsIntegrationTests::theMigrationWaits);
            }

            run.dispose();

            Eventually.holds(() -> assertThat(bridges()).isZero());
            Eventually.holds(() -> assertThat(database.sessions()).isEmpty());
            assertThat(database.column(TABLES)).isEmpty();
        }
    }

    private static long bridges() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(JavaRevisionsIntegrationTests::isBridge)
                .count();
    }

    private static boolean isBridge(Thread thread) {
        return thread.getName().startsWith("reflux-bridge");
    }

    private static boolean sleeps(TestDatabase.Session session) {
        return session.state().equals("active") && session.query().contains("pg_sleep");
    }

    /** Neither on its way to the migration nor in a statement: what waits is code of the migration, or the queue for it. */
    private static void theMigrationWaits() {
        assertThat(Thread.getAllStackTraces())
                .anySatisfy((thread, stack) -> assertThat(thread.getName() + ' ' + firstBeyondTheJdk(stack))
                        .matches("reflux-bridge-\\d+ (r1|.*\\.TaskQueue)"));
    }

    private static void whenTheMigrationWaits(Runnable action) {
        Mono.fromRunnable(() -> {
                    Eventually.holds(JavaRevisionsIntegrationTests::theMigrationWaits);
                    action.run();
                })
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe();
    }

    private static String firstBeyondTheJdk(StackTraceElement... stack) {
        boolean waits = stack.length > 0 && stack[0].isNativeMethod();
        return Arrays.stream(stack)
                .map(StackTraceElement::getClassName)
                .filter(name -> waits && !name.startsWith("java.") && !name.startsWith("jdk."))
                .findFirst()
                .orElse("");
    }

    @Nested
    class Cancelled {

        @Test
        void blockingCodeIsInterrupted(TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "try { Thread.sleep(60_000); } catch (InterruptedException e) { throw new IllegalStateException(e); }"));
            Disposable run = reflux(database).upgrade("head").subscribe(done -> {}, failed -> {});
            Eventually.holds(JavaRevisionsIntegrationTests::theMigrationWaits);
            long start = System.nanoTime();

            run.dispose();

            Eventually.holds(() -> assertThat(bridges()).isZero());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            Eventually.holds(() -> assertThat(database.sessions()).isEmpty());
        }

        @Test
        void codeThatHeedsNoInterruptLosesTheConnection(TestDatabase database) {
            revisions.java(
                    "r1",
                    "Migration",
                    upgradeMethod(
                            "op.execute(\"CREATE TABLE t1 (id integer)\");",
                            "op.connection();",
                            "while (!Boolean.getBoolean(\"enough\")) {",
                            "    try { Thread.sleep(100); } catch (InterruptedException e) { }",
                            "}"));
            Sinks.One<String> signal = Sinks.one();
            Mono<MigrationReport> run = Reflux.builder()
                    .url(database.url())
                    .locations(revisions.location())
                    .cancelWhen(signal.asMono())
                    .build()
                    .upgrade("head");

            try {
                whenTheMigrationWaits(() -> signal.tryEmitValue("enough"));
                assertThatThrownBy(() -> run.block(Duration.ofSeconds(25)))
                        .isInstanceOf(CancelledException.class)
                        .hasMessageContaining("does not come to an end");
                Eventually.holds(() -> assertThat(database.sessions()).isEmpty());
                assertThat(database.column(TABLES)).isEmpty();
            } finally {
                System.setProperty("enough", "true");
                Eventually.holds(() -> assertThat(bridges()).isZero());
                System.clearProperty("enough");
            }
        }
    }

    @Nested
    class Autocommit {

        private static final String FIVE = "op.execute(\"CREATE TABLE t1 (id integer)\");\nop.autocommit(auto -> auto"
                + ".createIndex(\"t1\", index(\"ix_1\", \"id\"), CreateIndex.Builder::concurrently)\n"
                + ".execute(\"INSERT INTO t1 VALUES (1)\")\n"
                + ".execute(\"INSERT INTO %s VALUES (2)\"));\n"
                + "op.execute(\"CREATE TABLE t2 (id integer)\");";

        @Test
        void commitsHalfWay(TestDatabase database) {
            revisions
                    .chain(1)
                    .java("r2", "Migration", upgradeMethod(FIVE.formatted("t1").replace("t1", "t5")));

            MigrationReport report = reflux(database).upgrade("head").block();

            assertThat(report.steps())
                    .extracting(MigrationReport.Step::transaction)
                    .containsExactly(1, 2);
            assertThat(database.column("SELECT id::text FROM t5 ORDER BY 1")).containsExactly("1", "2");
            assertThat(database.value("SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'ix_1'::regclass"))
                    .isEqualTo("true");
        }

        @Test
        void isFinishedByTheNextRunFromWhereItFailed(TestDatabase database) {
            revisions.java("r1", "Migration", upgradeMethod(FIVE.formatted("later")));

            failure(reflux(database), DatabaseException.class, "r1", FIRST + 4);
            assertThat(database.column("SELECT id::text FROM t1")).containsExactly("1");

            database.execute("CREATE TABLE later (id integer)");
            upgrade(reflux(database));

            assertThat(database.column("SELECT id::text FROM t1")).containsExactly("1");
            assertThat(database.column("SELECT id::text FROM later")).containsExactly("2");
            assertThat(database.column(TABLES)).containsExactly("t1", "t2");
            assertThat(history(database)).last().isEqualTo("upgrade r1 succeeded 5");
        }

        @Test
        void isNotFinishedWhenWhatWasDoneIsNoLongerSaid(TestDatabase database) {
            revisions.java("r1", "Migration", upgradeMethod(FIVE.formatted("later")));
            failure(reflux(database), DatabaseException.class, "r1", FIRST + 4);
            RevisionFolder.in(temporary)
                    .java(
                            "r1",
                            "Migration",
                            upgradeMethod(FIVE.formatted("later").replace("VALUES (1)", "VALUES (9)")));

            failure(reflux(database), InterruptedRevisionException.class, "r1", FIRST + 3);
        }

        @Test
        void withoutAHistoryHasOneStatement(TestDatabase database) {
            revisions.java("r1", "Migration", upgradeMethod(FIVE.formatted("t1")));

            failure(reflux(database, values -> values.historyTable(null)), ConfigException.class, "r1", FIRST + 3);
        }

        @Test
        void doesNotStandInsideAnother(TestDatabase database) {
            revisions.java("r1", "Migration", upgradeMethod("op.autocommit(a -> a.autocommit(b -> {}));"));

            assertThat(failure(reflux(database), InvalidRevisionFileException.class, "r1", FIRST + 1))
                    .hasMessageContaining("autocommit stands inside another");
        }

        @Test
        void isThereForPublishersToo(TestDatabase database) {
            revisions.java(
                    "r1",
                    "ReactiveMigration",
                    reactiveUpgrade(
                            "return op.execute(\"CREATE TABLE t1 (id integer)\").then(op.autocommit(auto ->",
                            "    auto.createIndex(\"t1\", index(\"ix_1\", \"id\"), CreateIndex.Builder::concurrently)));"));

            upgrade(reflux(database));

            assertThat(database.value("SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'ix_1'::regclass"))
                    .isEqualTo("true");
        }
    }

    @Test
    void aValueAddedToAnOlderEnumIsUsableInTheNextRevision(TestDatabase database) {
        revisions
                .add("r1", "CREATE TYPE mood AS ENUM ('good');", "DROP TYPE mood;")
                .java("r2", "Migration", upgradeMethod("op.addEnumValue(\"mood\", \"better\");"))
                .add("r3", "CREATE TABLE t1 AS SELECT 'better'::mood AS m;", "DROP TABLE t1;");
        reflux(database).upgrade("r1").block();

        MigrationReport report = reflux(database).upgrade("head").block();

        assertThat(report.steps()).extracting(MigrationReport.Step::transaction).containsExactly(1, 2);
        assertThat(database.column("SELECT m::text FROM t1")).containsExactly("better");
    }

    @Nested
    class AsAScript {

        @Test
        void doesWhatTheRunDoes(TestDatabase database) {
            revisions
                    .java(
                            "r1",
                            "Migration",
                            upgradeMethod(
                                    "op.createTable(\"t1\", column(\"id\", bigint()).identity().primaryKey(),",
                                    "    column(\"name\", text()));",
                                    "op.bulkInsert(\"t1\", List.of(Map.of(\"name\", \"O'Neill \\\\ :x\")));",
                                    "if (!op.isOffline()) { op.connection().query(\"SELECT 1\"); }",
                                    "op.autocommit(a -> a.createIndex(\"t1\", index(\"ix\", \"name\"), CreateIndex.Builder::concurrently));",
                                    "op.updateInChunks(ChunkedUpdate.of(\"t1\", \"id\").set(\"name = upper(name)\").where(\"name <> upper(name)\"));"))
                    .java(
                            "r2",
                            "ReactiveMigration",
                            reactiveUpgrade("return op.execute(\"CREATE TABLE t2 (id integer)\");"));
            TestDatabase other = database.another();
            StringBuilder script = new StringBuilder();
            reflux(database)
                    .upgrade("head", RunOptions.DEFAULTS.writingTo(script))
                    .block();

            assertThat(Psql.script(database, script.toString()).errors()).isEmpty();
            upgrade(reflux(other));

            database.fingerprint().assertSameAs(other.fingerprint());
            assertThat(database.column("SELECT name FROM t1")).isEqualTo(other.column("SELECT name FROM t1"));
            assertThat(script.toString()).contains("UPDATE t1 SET name = upper(name) WHERE name <> upper(name);");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Migration", "ReactiveMigration"})
        void hasNoConnection(String kind, TestDatabase database) {
            String body = kind.equals("Migration")
                    ? upgradeMethod("op.connection().query(\"SELECT 1\");")
                    : reactiveUpgrade("return op.connection().query(\"SELECT 1\").then();");
            revisions.java("r1", kind, body);

            assertThatThrownBy(() -> reflux(database)
                            .upgrade("head", RunOptions.DEFAULTS.writingTo(new StringBuilder()))
                            .block())
                    .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.line())
                            .isEqualTo(FIRST + 1))
                    .hasMessageContaining("Branch on op.isOffline()");
        }
    }

    @Test
    void aDryRunDoesNotRunIt(TestDatabase database) {
        revisions.java("r1", "Migration", upgradeMethod("throw new IllegalStateException();"));
        CatalogFingerprint before = database.fingerprint();

        MigrationReport report =
                reflux(database).upgrade("head", RunOptions.DEFAULTS.dry()).block();

        assertThat(report.steps()).hasSize(1);
        database.fingerprint().assertSameAs(before);
    }
}
