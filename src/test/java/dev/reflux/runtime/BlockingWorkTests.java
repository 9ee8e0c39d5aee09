package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InternalException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class BlockingWorkTests {

    private static Mono<Object> thrown(Error error) {
        return BlockingWork.mono(() -> {
            throw error;
        });
    }

    private static void ends(Mono<?> work, String message) {
        assertThatThrownBy(() -> work.block(Duration.ofSeconds(10)))
                .isInstanceOf(InternalException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMissingClassIsToldToTheSubscriberWithWhereToLook() {
        ends(thrown(new NoClassDefFoundError("com/acme/Vault")), "com/acme/Vault. Check that all libraries are on");
    }

    @Test
    void anOverflowOfTheStackIsNotBlamedOnTheClassPath() {
        ends(thrown(new StackOverflowError()), "StackOverflowError. The cause shows what calls itself");
    }
}
