package dev.reflux.authoring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs another program to its end, or kills it with all that it started. */
public final class ExternalProgram {

    /** For a program to end once it is asked to, and for its last words once it has ended. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private ExternalProgram() {}

    /** Takes what a program prints, until it ends. */
    public interface OutputReader {
        /** Reads the stream to its end, on a thread of its own. */
        void read(InputStream output) throws IOException;
    }

    /**
     * Runs a program. Blocks. What it could read from a pipe is empty.
     *
     * @param program what to run; where it redirects its output, there is none to read
     * @param reader takes the output
     * @param cancelled kills the program when it completes, in whatever way; so does an interrupt, which stays set
     * @return exit status; empty when the program was killed
     * @throws IOException if the program cannot be started
     */
    public static OptionalInt run(ProcessBuilder program, OutputReader reader, CompletionStage<?> cancelled)
            throws IOException {
        Process process = program.start();
        process.getOutputStream().close();
        Thread reading = new Thread(() -> read(process, reader), "reflux-program-output");
        reading.setDaemon(true);
        reading.start();
        boolean ended = awaitEnd(process, cancelled);
        if (!ended) {
            kill(process);
        }
        joinBounded(reading);
        return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    private static void read(Process process, OutputReader reader) {
        try (InputStream output = process.getInputStream()) {
            reader.read(output);
        } catch (IOException | UncheckedIOException closed) {
            // The program is gone, and with it what it had to say.
        }
    }

    private static boolean awaitEnd(Process process, CompletionStage<?> cancelled) {
        try {
            CompletableFuture.anyOf(process.onExit(), cancelled.toCompletableFuture())
                    .get();
            return !process.isAlive();
        } catch (ExecutionException alsoCancelled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void kill(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        all.forEach(ProcessHandle::destroyForcibly);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A program that it has left running in the background may hold the pipe open for ever. */
    private static void joinBounded(Thread reading) {
        try {
            reading.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
