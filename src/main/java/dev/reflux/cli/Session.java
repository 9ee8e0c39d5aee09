package dev.reflux.cli;

import dev.reflux.Reflux;
import dev.reflux.authoring.ExternalProgram;
import dev.reflux.config.RefluxConfig;
import dev.reflux.error.CancelledException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What a command works with; the only place that waits for a {@code Mono}. */
final class Session {

    private final Reflux reflux;
    private final Output output;
    private final Cancellation cancellation;

    Session(RefluxConfig config, Output output, StepJournal journal, Cancellation cancellation) {
        journal.passTo(output.progress());
        this.reflux = Reflux.builder()
                .configure(given -> config.toBuilder())
                .listener(journal)
                .cancelWhen(cancellation.reason())
                .hookOutput(line -> output.programLine(config.mask(line)))
                .build();
        this.output = output;
        this.cancellation = cancellation;
    }

    Reflux reflux() {
        return reflux;
    }

    RefluxConfig config() {
        return reflux.config();
    }

    Output output() {
        return output;
    }

    /** Waits for a result from the database: a cancelled run ends by itself once everything has been given back. */
    <T> T await(Mono<T> run) {
        return Objects.requireNonNull(waitFor(run), "a command ended without a result");
    }

    /** Waits for the end of a run on the database that has no result. */
    void awaitEnd(Mono<Void> run) {
        waitFor(run);
    }

    /** Waits for a result from files alone: there is nothing to give back, so a cancelled run ends at once. */
    <T> T awaitLocal(Mono<T> run) {
        Mono<T> cancelled = cancellation
                .reason()
                .flatMap(reason -> Mono.error(
                        new CancelledException("The run was cancelled: " + reason + ". No database was asked.")));
        return await(Mono.firstWithSignal(run, cancelled));
    }

    /** Waits for a result about a target, which the database is asked for where that is {@code current}. */
    <T> T awaitTarget(String target, Mono<T> run) {
        return target.equals("current") ? await(run) : awaitLocal(run);
    }

    /** Lets a program have the terminal, with its interrupt key; else as {@link ExternalProgram#run}. */
    OptionalInt runProgram(ProcessBuilder program) throws IOException {
        cancellation.leaveInterrupts(true);
        CompletableFuture<String> cancelled = cancellation.reason().toFuture();
        try {
            return ExternalProgram.run(program, this::printLines, cancelled);
        } finally {
            cancelled.cancel(true);
            cancellation.leaveInterrupts(false);
        }
    }

    private void printLines(InputStream printed) {
        new BufferedReader(new InputStreamReader(printed, Charset.defaultCharset()))
                .lines()
                .forEach(output::programLine);
    }

    private <T> @Nullable T waitFor(Mono<T> run) {
        CompletableFuture<T> result = run.toFuture();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancellation.cancel("its thread was interrupted");
                }
            }
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException cause(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
