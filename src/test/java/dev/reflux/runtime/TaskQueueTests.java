package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.CancelledException;
import dev.reflux.error.InvalidRevisionFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

@Timeout(30)
class TaskQueueTests {

    private final TaskQueue queue = new TaskQueue();
    private final List<String> done = new ArrayList<>();

    private Mono<Void> task(String name) {
        return queue.run(() -> done.add(name));
    }

    @Test
    void doesNothingBeforeSubscription() {
        task("never");

        assertThat(queue.await(task("a").then(task("b")))).isNull();
        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void worksAndSignalsOnItsOwnThread() {
        List<Thread> threads = new ArrayList<>();
        Mono<Void> work = Flux.range(0, 100)
                .parallel(4)
                .runOn(Schedulers.parallel())
                .flatMap(i -> queue.run(() -> threads.add(Thread.currentThread()))
                        .doOnSuccess(nothing -> threads.add(Thread.currentThread())))
                .sequential()
                .then();

        assertThat(queue.await(work)).isNull();
        assertThat(threads).hasSize(200).containsOnly(Thread.currentThread());
    }

    @Test
    void doesNotGrowTheStackWithTheNumberOfTasks() {
        assertThat(queue.await(Flux.range(0, 100_000).concatMap(i -> task("x"))))
                .isNull();
        assertThat(done).hasSize(100_000);
    }

    @Test
    void givesResultsAndFailures() {
        IllegalStateException thrown = new IllegalStateException();
        AtomicReference<Object> seen = new AtomicReference<>();

        Throwable failure = queue.await(queue.call(() -> 7).doOnNext(seen::set).then(queue.run(() -> {
            throw thrown;
        })));

        assertThat(seen).hasValue(7);
        assertThat(failure).isSameAs(thrown);
    }

    @Test
    void mayBeWaitedForOnItsOwnThread() {
        queue.await(Mono.fromRunnable(() -> {
            task("a").block(Duration.ofSeconds(5));
            done.add("b");
        }));

        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void finishesWhatWasSubscribedToBeforeThePublisherCompleted() {
        Sinks.Empty<Void> end = Sinks.empty();
        Thread other = new Thread(() -> {
            task("a").subscribe();
            task("b").subscribe();
            end.tryEmitEmpty();
        });
        other.start();

        queue.await(end.asMono());

        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void refusesWhatComesLater() {
        queue.await(Mono.empty());

        assertThatThrownBy(() -> task("a").block()).isInstanceOf(InvalidRevisionFileException.class);
        assertThat(done).isEmpty();
    }

    @Test
    void doesNotBeginWhatWasCancelled() {
        queue.await(Mono.fromRunnable(() -> {
                    Thread other = new Thread(() -> task("a").subscribe().dispose());
                    other.start();
                    join(other);
                })
                .then(task("b")));

        assertThat(done).containsExactly("b");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anInterruptCancelsThePublisher() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Thread waiting = Thread.currentThread();
        Mono.delay(Duration.ofMillis(50)).subscribe(tick -> waiting.interrupt());

        assertThatThrownBy(() -> queue.await(Mono.never().doOnCancel(() -> cancelled.set(true))))
                .isInstanceOf(CancelledException.class);
        assertThat(cancelled).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aCancellationIsNotTriedAgain() {
        Mono<Void> work = queue.run(() -> {
            done.add("tried");
            throw new CancelledException("enough");
        });

        assertThatThrownBy(() -> queue.await(work.retry())).isInstanceOf(CancelledException.class);
        assertThat(done).containsExactly("tried");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aCancellationEndsWhoWaitsForTheWork() {
        AtomicReference<Throwable> told = new AtomicReference<>();
        Mono<Void> work = queue.run(() -> {
            throw new CancelledException("enough");
        });
        Mono<Void> waiting = Mono.defer(() -> {
            work.subscribe(nothing -> {}, told::set);
            return Mono.fromRunnable(work::block);
        });

        Throwable failure = queue.await(waiting);

        assertThat(failure).isInstanceOf(InterruptedException.class);
        assertThat(told.get()).hasMessage("enough");
        Thread.interrupted();
    }
}
