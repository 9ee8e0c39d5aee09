package dev.reflux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.authoring.MergeRequest;
import dev.reflux.authoring.NewRevisionFile;
import dev.reflux.authoring.RevisionRequest;
import dev.reflux.error.CancelledException;
import dev.reflux.testsupport.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** The facade's methods that write revision files. */
@Timeout(60)
class RefluxAuthoringTests {

    private static final String SLEEPY_HOOK = "sh -c 'echo $$; sleep 300'";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @TempDir
    Path folder;

    private RefluxBuilder builder() {
        return Reflux.builder()
                .configure(config -> config.baseDirectory(folder))
                .hookOutput(lines::add);
    }

    private List<Path> files() throws IOException {
        Path versions = folder.resolve("db/versions");
        if (!Files.exists(versions)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(versions)) {
            return entries.toList();
        }
    }

    private void awaitHook() {
        Eventually.holds(() -> assertThat(lines).isNotEmpty());
    }

    private void assertHookGone() {
        long pid = Long.parseLong(lines.element());
        Eventually.holds(() ->
                assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty());
    }

    @Test
    void writeNothingBeforeAndAFileUponEachSubscription() throws IOException {
        Mono<NewRevisionFile> revision = builder().build().revision(RevisionRequest.ON_HEAD.message("x"));
        assertThat(files()).isEmpty();

        NewRevisionFile first = revision.block();
        NewRevisionFile second = revision.block();

        assertThat(first).isNotNull();
        assertThat(second).isNotNull();
        assertThat(files()).hasSize(2);
        assertThat(Files.readString(Path.of(second.file()))).contains("-- down_revision: " + first.revision() + "\n");
    }

    @Test
    void mergeJoinsHeads() {
        Reflux reflux = builder().build();
        reflux.revision(RevisionRequest.ON_HEAD.revisionId("a1")).block();
        reflux.revision(RevisionRequest.ON_HEAD.head("base").revisionId("b1")).block();

        StepVerifier.create(reflux.merge(MergeRequest.HEADS.revisionId("m1")).then(reflux.show("m1")))
                .assertNext(shown -> assertThat(shown.get(0).downRevisions()).containsExactly("a1", "b1"))
                .verifyComplete();
    }

    @Test
    void aSignalStopsTheHookAndTheErrorComesAfterItsEnd() {
        Sinks.One<String> signal = Sinks.one();
        Reflux reflux = builder()
                .cancelWhen(signal.asMono())
                .configure(config -> config.postWriteHooks(List.of(SLEEPY_HOOK)))
                .build();

        StepVerifier.create(reflux.revision(RevisionRequest.ON_HEAD))
                .then(() -> {
                    awaitHook();
                    signal.tryEmitValue("enough");
                })
                .expectError(CancelledException.class)
                .verify(Duration.ofSeconds(30));

        assertThat(ProcessHandle.of(Long.parseLong(lines.element())).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void aCancellationThatEndsWithoutASignalChangesNothing() {
        Reflux reflux = builder().cancelWhen(Mono.empty()).build();

        StepVerifier.create(reflux.revision(RevisionRequest.ON_HEAD))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void aCancelledSubscriptionStopsTheHookWithoutAWord() throws Exception {
        Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            Disposable running = builder()
                    .configure(config -> config.postWriteHooks(List.of(SLEEPY_HOOK)))
                    .build()
                    .revision(RevisionRequest.ON_HEAD)
                    .subscribe();
            awaitHook();

            running.dispose();

            assertHookGone();
            Thread.sleep(300);
            assertThat(dropped).isEmpty();
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }
}
