package dev.reflux.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConfigException;
import dev.reflux.testsupport.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PostWriteHookTests {

    private static final String PASSWORD = "tr0ub4dor";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<String> cancelled = new CompletableFuture<>();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() throws IOException {
        Path spaced = Files.createDirectory(folder.resolve("my $(touch x) \"revisions\""));
        file = Files.writeString(spaced.resolve("a b's.sql"), "x");
    }

    private void run(String hook) {
        RefluxConfig config =
                RefluxConfig.builder().baseDirectory(folder).password(PASSWORD).build();
        PostWriteHook.parse(hook).run(file, "shown.sql", config, lines::add, cancelled);
    }

    @Test
    void getsThePathAsItsLastArgumentUnlessItNamesAnotherPlace() {
        Path path = Path.of("/tmp/a b.sql");

        assertThat(PostWriteHook.parse("fmt --write").command(path))
                .isEqualTo(List.of("fmt", "--write", "/tmp/a b.sql"));
        assertThat(PostWriteHook.parse("fmt {file} 'in {file}' --to={file}").command(path))
                .isEqualTo(List.of("fmt", "/tmp/a b.sql", "in /tmp/a b.sql", "--to=/tmp/a b.sql"));
    }

    @Test
    void changesTheFileInTheDirectoryOfTheConfiguration() {
        run("sh -c 'printf changed > \"$1\"; pwd' sh {file}");

        assertThat(file).hasContent("changed");
        assertThat(lines).singleElement().satisfies(line -> assertThat(Path.of(line))
                .isEqualTo(folder.toRealPath()));
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void isToldNothingOfTheDatabase() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "REFLUX_PASSWORD", "another",
                "REFLUX_URL", "r2dbc:postgresql://u:another@h/d",
                "REFLUX_MODE", "online",
                "MARKET_PASSWORD", PASSWORD,
                "PATH", "/home/" + PASSWORD + "/bin"));

        HookEnvironment.restrict(
                environment, RefluxConfig.builder().password(PASSWORD).build());

        assertThat(environment).containsOnlyKeys("REFLUX_MODE", "PATH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r2dbc:postgresql://market:geheim%23@db/market",
                "postgres://market:geheim%23@db:5432/market?sslmode=verify-full",
                "jdbc:postgresql://db/market?user=market&password=geheim%23",
                "host=db user=market password=geheim# dbname=market",
                "host=db password = 'geheim#'",
                "-Xmx1g -Dspring.datasource.password=geheim#",
                "{\"uri\":\"postgres://a:b@c/d\",\"password\":\"geheim#\"}",
                "x://a:b@c y://market:geheim#@db"
            })
    void inheritsNoVariableThatHoldsThePassword(String value) {
        Map<String, String> environment = new HashMap<>(Map.of("DATABASE_URL", value, "PATH", "/bin"));

        HookEnvironment.restrict(
                environment,
                RefluxConfig.builder()
                        .url("r2dbc:postgresql://market:geheim%23@db/market")
                        .build());

        assertThat(environment).containsOnlyKeys("PATH");
    }

    @Test
    void inheritsNoVariableThatIsTheUrl() {
        String url = "r2dbc:postgresql://db/market";
        Map<String, String> environment = new HashMap<>(Map.of("DATABASE_URL", url, "OTHER", url + "ing"));

        HookEnvironment.restrict(environment, RefluxConfig.builder().url(url).build());

        assertThat(environment).containsOnlyKeys("OTHER");
    }

    /** A short password stands in many words that are none. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "/", ":", "=", "bin", "com", "an"})
    void inheritsWhatOnlyHappensToHoldTheCharactersOfThePassword(String password) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH", "/usr/bin:/home/an/bin:a:bin:/a",
                "HOME", "/home/an",
                "HOMEPAGE", "https://example.com:443/a?a=b#a",
                "http_proxy", "http://an:other@proxy.example.com:3128",
                "JAVA_OPTS", "-Xmx1g -Da=b --password-file=/bin/an -Dname=an",
                "GIT_AUTHOR_EMAIL", "an@example.com"));
        Map<String, String> before = Map.copyOf(environment);

        HookEnvironment.restrict(
                environment, RefluxConfig.builder().password(password).build());

        assertThat(environment).isEqualTo(before);
    }

    @Test
    void isBegunInTimeWhateverAVariableHolds() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "WORD", "a".repeat(200_000),
                "COLONS", "a:".repeat(100_000) + "@",
                "QUOTES", "'\"".repeat(100_000),
                "NAMES", "password=\"".repeat(20_000)));

        assertTimeout(
                Duration.ofSeconds(10),
                () -> HookEnvironment.restrict(
                        environment,
                        RefluxConfig.builder()
                                .password("a")
                                .url("r2dbc:x://b:c@d")
                                .build()));

        assertThat(environment).containsOnlyKeys("WORD", "COLONS", "QUOTES", "NAMES");
    }

    @Test
    void tellsWhatItPrintsOnBothStreams() {
        run("sh -c 'echo one; echo two >&2; printf three'");

        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void readsNothing() {
        run("sh -c 'cat; echo done'");

        assertThat(lines).containsExactly("done");
    }

    @Test
    void thatFailsIsAnErrorAndTheFileIsKept() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> run("sh -c 'echo cannot parse; echo; exit 3'"))
                .withMessageContaining("\"sh -c 'echo cannot parse; echo; exit 3'\" ended with exit status 3.")
                .withMessageContaining("It said last: \"cannot parse\". shown.sql is written")
                .withMessageContaining("shown.sql is written and kept")
                .satisfies(error -> assertThat(error.file()).isEqualTo("shown.sql"));
        assertThat(file).exists();
    }

    @Test
    void thatIsNotThereIsAnErrorAndTheFileIsKept() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> run("no-such-formatter --write"))
                .withMessageContaining("\"no-such-formatter --write\" could not be started:")
                .withMessageContaining("shown.sql is written and kept");
        assertThat(file).exists();
    }

    @Test
    void isKilledWithItsChildrenWhenTheRunIsCancelled() throws Exception {
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(() -> cancelled.complete("enough"));

        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> run("sh -c 'sleep 300 & echo $!; wait'"))
                .withMessageContaining("was stopped. shown.sql is written and kept.");

        assertGone(lines.element());
    }

    @Test
    void thatASignalEndsBeforeTheRunHearsOfItIsNoFailure() {
        new Thread(this::cancelOnceTheHookIsGone).start();

        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> run("sh -c 'echo $$; kill -INT $$; exit 130'"))
                .withMessageContaining("was stopped. shown.sql is written and kept.");
    }

    private void cancelOnceTheHookIsGone() {
        try {
            while (lines.isEmpty()) {
                Thread.sleep(5);
            }
            assertGone(lines.element());
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cancelled.complete("SIGINT was received");
    }

    @Test
    void isKilledByAnInterruptThatStaysSet() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                run("sh -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done'");
                interrupted.complete(false);
            } catch (CancelledException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        Eventually.holds(() -> assertThat(lines).isNotEmpty());

        thread.interrupt();

        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
        assertGone(lines.element());
    }

    @Test
    void doesNotHoldUpTheRunWithWhatItLeavesBehind() {
        long start = System.nanoTime();

        run("sh -c 'sleep 20 & echo left'");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(lines).containsExactly("left");
    }

    private static void assertGone(String pid) {
        Eventually.holds(() -> assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive))
                .as("process %s", pid)
                .isEmpty());
    }
}
