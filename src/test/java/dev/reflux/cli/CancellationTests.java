package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CancellationTests {

    /** A stream that nobody reads any more. */
    private static final class Stuck extends OutputStream {

        private final CountDownLatch written = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public void write(int one) {
            written.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aRunIsCancelledThoughNobodyReadsTheErrorStream() throws Exception {
        Stuck stuck = new Stuck();
        try (PrintStream err = new PrintStream(stuck, true);
                Cancellation cancellation = Cancellation.onSignals(err)) {
            Class<?> type = Class.forName("sun.misc.Signal");
            type.getMethod("raise", type)
                    .invoke(null, type.getConstructor(String.class).newInstance("TERM"));
            assertThat(stuck.written.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(cancellation.reason().block(Duration.ofSeconds(2))).isEqualTo("SIGTERM was received");
            assertThat(cancellation.exitStatus()).isEqualTo(143);
            stuck.released.countDown();
        }
    }
}
