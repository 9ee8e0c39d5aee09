package dev.reflux.testsupport;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class EventLoopGuardTests {

    private static Mono<Boolean> waiting() {
        return Mono.fromCallable(() -> new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS));
    }

    @Test
    void refusesAndRemembersABlockingCallOnAThreadThatMustNotBlock() {
        EventLoopGuard.install();
        assertThatThrownBy(() -> waiting().subscribeOn(Schedulers.parallel()).block(Duration.ofSeconds(5)))
                .hasMessageContaining("parallel-");
        assertThatThrownBy(EventLoopGuard::assertNothingBlocked).isInstanceOf(AssertionError.class);
        assertThatCode(EventLoopGuard::assertNothingBlocked).doesNotThrowAnyException();
    }

    @Test
    void letsThreadsBlockThatMay() {
        EventLoopGuard.install();
        waiting().subscribeOn(Schedulers.boundedElastic()).block(Duration.ofSeconds(5));
        assertThatCode(EventLoopGuard::assertNothingBlocked).doesNotThrowAnyException();
    }
}
