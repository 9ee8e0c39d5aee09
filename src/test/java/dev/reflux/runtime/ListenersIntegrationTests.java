package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.config.Mode;
import dev.reflux.config.TransactionMode;
import dev.reflux.error.ConfigException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.UsageException;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What listeners hear, and what they may do. */
@ExtendWith(PostgresServer.class)
class ListenersIntegrationTests {

    @TempDir
    Path temporary;

    private final List<String> heard = new ArrayList<>();
    private RevisionFolder revisions;
    private TestDatabase database;

    @BeforeEach
    void prepare(TestDatabase fresh) throws IOException {
        database = fresh;
        revisions = RevisionFolder.in(Files.createDirectory(temporary.resolve("versions")));
        database.execute("CREATE TABLE audit (what text)");
    }

    private Reflux reflux(MigrationListener listener) {
        return reflux(listener, TransactionMode.RUN);
    }

    private Reflux reflux(MigrationListener listener, TransactionMode mode) {
        return Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> values.transaction(mode))
                .listener(listener)
                .build();
    }

    private List<String> audited() {
        return database.column("SELECT what FROM public.audit");
    }

    private static MigrationListener onApplied(String statement) {
        return new MigrationListener() {
            @Override
            public void stepApplied(MigrationReport.Step step, StepTransaction transaction) {
                transaction.execute(statement.replace("?", "'" + step.direction() + " " + step.revision() + "'"));
            }
        };
    }

    private final class Recorder implements MigrationListener {
        @Override
        public void runStarted(MigrationRequest request, Mode mode) {
            heard.add("runStarted " + request.command() + " " + mode);
        }

        @Override
        public void planned(List<MigrationReport.Step> steps) {
            heard.add("planned " + steps.size());
        }

        @Override
        public void stepStarted(MigrationReport.Step step) {
            heard.add("stepStarted " + step.revision());
        }

        @Override
        public void stepApplied(MigrationReport.Step step, StepTransaction transaction) {
            heard.add("stepApplied " + step.headsBefore() + " " + step.headsAfter());
        }

        @Override
        public void stepFinished(MigrationReport.Step step) {
            heard.add("stepFinished " + step.revision());
        }

        @Override
        public void committed(List<MigrationReport.Step> steps) {
            heard.add("committed " + steps.size());
        }

        @Override
        public void stepFailed(MigrationReport.Step step, Throwable failure) {
            heard.add("stepFailed " + step.revision() + " " + failure.getClass().getSimpleName());
        }

        @Override
        public void runFinished(MigrationReport report) {
            heard.add("runFinished " + report.steps().size());
        }

        @Override
        public void runFailed(MigrationRequest request, Throwable failure) {
            heard.add(
                    "runFailed " + request.targets() + " " + failure.getClass().getSimpleName());
        }
    }

    @Test
    void hearARunInOrder() {
        revisions.chain(2);

        reflux(new Recorder()).upgrade("head").block();

        assertThat(heard)
                .containsExactly(
                        "runStarted UPGRADE ONLINE",
                        "planned 2",
                        "stepStarted r1",
                        "stepApplied [] [r1]",
                        "stepFinished r1",
                        "stepStarted r2",
                        "stepApplied [r1] [r2]",
                        "stepFinished r2",
                        "committed 2",
                        "runFinished 2");
    }

    @Test
    void hearARunWithNothingToDoAndNoDryRun() {
        revisions.chain(1);
        reflux(MigrationListener.NONE).upgrade("head").block();

        reflux(new Recorder()).upgrade("head").block();
        reflux(new Recorder()).downgrade("base", RunOptions.DEFAULTS.dry()).block();

        assertThat(heard).containsExactly("runStarted UPGRADE ONLINE", "runFinished 0");
    }

    @Test
    void hearAScriptAsARunWithoutCommits() {
        revisions.chain(1);

        reflux(new Recorder())
                .upgrade("head", RunOptions.DEFAULTS.writingTo(new StringBuilder()))
                .block();

        assertThat(heard)
                .containsExactly(
                        "runStarted UPGRADE OFFLINE",
                        "planned 1",
                        "stepStarted r1",
                        "stepApplied [] [r1]",
                        "stepFinished r1",
                        "runFinished 1");
    }

    @Test
    void hearAFailureOfTheStepAndOfTheRun() {
        revisions.chain(1).add("r2", "SELECT 1 / 0;", "");

        assertThatThrownBy(() -> reflux(new Recorder()).upgrade("head").block()).isInstanceOf(DatabaseException.class);

        assertThat(heard)
                .endsWith("stepStarted r2", "stepFailed r2 DatabaseException", "runFailed [head] DatabaseException");
        assertThat(heard).doesNotContain("committed 1", "runFinished 1");
    }

    @Test
    void thatThrowWhenTheyHearOfAFailureHideNothing() {
        revisions.add("r1", "SELECT 1 / 0;", "");
        MigrationListener broken = new MigrationListener() {
            @Override
            public void stepFailed(MigrationReport.Step step, Throwable failure) {
                throw new IllegalStateException("step");
            }

            @Override
            public void runFailed(MigrationRequest request, Throwable failure) {
                throw new AssertionError("run");
            }
        };

        assertThatThrownBy(() ->
                        reflux(broken.andThen(new Recorder())).upgrade("head").block())
                .isInstanceOf(DatabaseException.class)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .contains("step", "run"));
        assertThat(heard).endsWith("stepFailed r1 DatabaseException", "runFailed [head] DatabaseException");
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void writeInTheTransactionOfTheStep(TransactionMode mode) {
        revisions.chain(2);
        Reflux reflux = reflux(onApplied("INSERT INTO audit VALUES (?)"), mode);

        reflux.upgrade("head").block();
        reflux.downgrade("r1").block();
        reflux.stamp("r2").block();

        assertThat(audited()).containsExactly("UPGRADE r1", "UPGRADE r2", "DOWNGRADE r2", "STAMP r2");
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void whatTheyWriteGoesWithTheStep(TransactionMode mode) {
        revisions.chain(1);
        MigrationListener listener = onApplied("INSERT INTO audit VALUES (?)").andThen(new MigrationListener() {
            @Override
            public void stepFinished(MigrationReport.Step step) {
                throw new IllegalStateException("no");
            }
        });

        assertThatThrownBy(() -> reflux(listener, mode).upgrade("head").block()).hasMessageContaining("no");

        assertThat(audited()).isEmpty();
        assertThat(database.column("SELECT version_num FROM reflux_version")).isEmpty();
    }

    @Test
    void aStatementOfTheirsThatFailsFailsTheStep() {
        revisions.chain(1);

        assertThatThrownBy(() -> reflux(onApplied("INSERT INTO nowhere VALUES (?)"))
                        .upgrade("head")
                        .block())
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.revision()).isEqualTo("r1"))
                .hasMessageContaining("nowhere");
        assertThat(database.column("SELECT concat_ws(' ', revision, outcome) FROM reflux_history"))
                .containsExactly("r1 failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT", "VACUUM audit", "SELECT 1; SELECT 2", "", "BEGIN"})
    void mayNotLeaveTheTransaction(String statement) {
        revisions.chain(1);

        assertThatThrownBy(() -> reflux(onApplied(statement)).upgrade("head").block())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("A listener cannot run this in the transaction of revision r1.");
        assertThat(database.column("SELECT version_num FROM reflux_version")).isEmpty();
    }

    @Test
    void mayNotUseTheTransactionLater() {
        revisions.chain(1);
        AtomicReference<StepTransaction> kept = new AtomicReference<>();
        MigrationListener late = new MigrationListener() {
            @Override
            public void stepApplied(MigrationReport.Step step, StepTransaction transaction) {
                kept.set(transaction);
            }

            @Override
            public void committed(List<MigrationReport.Step> steps) {
                kept.get().connection().orElseThrow().execute("DELETE FROM audit");
            }
        };

        assertThatThrownBy(() -> reflux(late).upgrade("head").block()).isInstanceOf(UsageException.class);
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void whatTheySetReachesNoRevision(TransactionMode mode) {
        revisions
                .add("r1", "SELECT 1;", "")
                .add("r2", "INSERT INTO audit VALUES (current_setting('lock_timeout'));", "");

        reflux(onApplied("SET lock_timeout = '77s'"), mode).upgrade("head").block();

        assertThat(audited()).containsExactly("0");
    }

    @Test
    void mayAskTheConnection() {
        revisions.chain(1);
        MigrationListener asking = new MigrationListener() {
            @Override
            public void stepApplied(MigrationReport.Step step, StepTransaction transaction) {
                heard.add(transaction
                        .connection()
                        .orElseThrow()
                        .query("SELECT version_num FROM reflux_version")
                        .get(0)
                        .require("version_num", String.class));
                heard.add(String.valueOf(step.file()));
            }
        };

        reflux(asking).upgrade("head").block();

        assertThat(heard.get(0)).isEqualTo("r1");
        assertThat(heard.get(1)).endsWith("r1.sql");
    }

    @Test
    void writeIntoAScriptWhatTheyWouldRun() {
        revisions.chain(2);
        StringBuilder script = new StringBuilder();
        reflux(onApplied("INSERT INTO audit VALUES (?)"))
                .upgrade("head", RunOptions.DEFAULTS.writingTo(script))
                .block();

        database.execute(script.toString());

        assertThat(audited()).containsExactly("UPGRADE r1", "UPGRADE r2");
    }

    /** The class of the documentation, as a user would have it on the class path. */
    @Test
    void areFoundByTheServiceLoader() throws IOException {
        String page = Files.readString(Path.of("docs/listeners.md"));
        String source = page.substring(page.indexOf("```java\n") + 8, page.indexOf("\n```\n"));
        database.execute("CREATE TABLE schema_audit (revision text, direction text, heads text)");
        revisions.chain(2);
        compile("com/acme/market/AuditListener.java", source);
        declare("com.acme.market.AuditListener");

        try (URLClassLoader loader = loader()) {
            Reflux reflux = Reflux.builder()
                    .url(database.url())
                    .locations(revisions.location())
                    .listener(new Recorder())
                    .classLoader(loader)
                    .build();
            reflux.upgrade("head").block();
            reflux.downgrade("r1").block();
        }

        assertThat(database.column("SELECT concat_ws(' ', revision, direction, heads) FROM schema_audit"))
                .containsExactly("r1 UPGRADE r1", "r2 UPGRADE r2", "r2 DOWNGRADE r1");
        assertThat(heard).contains("runFinished 2", "runFinished 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public class Broken implements dev.reflux.runtime.MigrationListener { Broken() {} }",
                "public class Broken implements dev.reflux.runtime.MigrationListener {"
                        + " public Broken() { throw new IllegalStateException(\"thrown\"); } }",
                "public class Broken {}",
                "class Other {}"
            })
    void oneThatCannotBeMadeIsAnErrorThatNamesIt(String source) throws IOException {
        revisions.chain(1);
        compile("Broken.java", source);
        declare("Broken");

        try (URLClassLoader loader = loader()) {
            Reflux reflux = Reflux.builder()
                    .url(database.url())
                    .locations(revisions.location())
                    .classLoader(loader)
                    .build();
            assertThatThrownBy(() -> reflux.upgrade("head").block())
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("Broken");
        }
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname LIKE 'reflux%'"))
                .isEmpty();
    }

    private void compile(String file, String source) throws IOException {
        Path written = temporary.resolve("sources").resolve(file);
        Files.createDirectories(written.getParent());
        Files.writeString(written, source);
        Path classes = Files.createDirectories(temporary.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        written.toString());
        assertThat(status).isZero();
    }

    private void declare(String... names) throws IOException {
        Path services = Files.createDirectories(temporary.resolve("classes/META-INF/services"));
        Files.writeString(
                services.resolve(MigrationListener.class.getName()),
                List.of(names).stream().collect(Collectors.joining("\n", "", "\n")));
    }

    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(
                new URL[] {temporary.resolve("classes").toUri().toURL()},
                getClass().getClassLoader());
    }
}
