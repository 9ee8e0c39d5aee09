package dev.reflux.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries bytes from one socket to another: one thread reads and stamps them, another writes them when they are due.
 *
 * <p>Two threads, so that latency delays every byte alike and does not cap what is in flight.
 */
final class Pump {

    private static final int CHUNK = 1 << 16;
    private static final int CHUNKS_IN_FLIGHT = 256;

    /** Bytes and the {@link System#nanoTime()} from which they may go on; null bytes: the source has ended. */
    private record Chunk(@Nullable ByteBuffer bytes, long due) {}

    private final Socket from;
    private final Socket to;
    private final Gate gate;
    private final Supplier<Duration> latency;
    private final BooleanSupplier lost;
    private final BiConsumer<byte[], Integer> onRead;
    private final Runnable onEnd;
    private final BlockingQueue<Chunk> inFlight = new LinkedBlockingQueue<>(CHUNKS_IN_FLIGHT);

    /** {@code onRead} sees bytes before they go on, {@code lost} tells whether they do; {@code onEnd} is called once, when no more will be written. */
    Pump(
            Socket from,
            Socket to,
            Gate gate,
            Supplier<Duration> latency,
            BooleanSupplier lost,
            BiConsumer<byte[], Integer> onRead,
            Runnable onEnd) {
        this.from = from;
        this.to = to;
        this.gate = gate;
        this.latency = latency;
        this.lost = lost;
        this.onRead = onRead;
        this.onEnd = onEnd;
    }

    void start(String name) {
        WireProxy.daemon(name + " reader", this::readAll).start();
        WireProxy.daemon(name + " writer", this::writeAll).start();
    }

    private void readAll() throws InterruptedException {
        byte[] buffer = new byte[CHUNK];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                onRead.accept(buffer, read);
                inFlight.put(new Chunk(ByteBuffer.wrap(Arrays.copyOf(buffer, read)), due()));
            }
        } catch (IOException reset) {
            // The other side went away without a good-bye, which is an end like any other
        } finally {
            inFlight.put(new Chunk(null, due()));
        }
    }

    private long due() {
        return System.nanoTime() + latency.get().toNanos();
    }

    private void writeAll() throws InterruptedException {
        try {
            for (Chunk chunk = next(); chunk.bytes() != null; chunk = next()) {
                if (!lost.getAsBoolean()) {
                    to.getOutputStream().write(chunk.bytes().array());
                }
            }
            if (!lost.getAsBoolean()) {
                to.shutdownOutput();
            }
        } catch (IOException gone) {
            closeQuietly(from);
            drain();
        } finally {
            onEnd.run();
        }
    }

    /** The reader must not wait for room for ever. */
    private void drain() throws InterruptedException {
        while (inFlight.take().bytes() != null) {}
    }

    private Chunk next() throws InterruptedException {
        Chunk chunk = inFlight.take();
        TimeUnit.NANOSECONDS.sleep(chunk.due() - System.nanoTime());
        gate.pass();
        return chunk;
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
