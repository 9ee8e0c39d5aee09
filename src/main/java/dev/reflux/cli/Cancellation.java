package dev.reflux.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Turns the first SIGINT or SIGTERM into a cancellation of the run, and the second into the end of the process. */
final class Cancellation implements AutoCloseable {

    private final Sinks.One<String> reason = Sinks.one();
    private final AtomicReference<@Nullable TrappedSignal> received = new AtomicReference<>();
    private final List<SignalHook> hooks = new ArrayList<>();
    private final PrintStream err;
    private volatile boolean leavesInterrupts;

    private Cancellation(PrintStream err) {
        this.err = err;
    }

    /** Listens for signals until it is closed. */
    static Cancellation onSignals(PrintStream err) {
        Cancellation cancellation = new Cancellation(err);
        for (TrappedSignal signal : TrappedSignal.values()) {
            cancellation.hooks.add(SignalHook.install(signal, cancellation::signalled));
        }
        return cancellation;
    }

    /** Whether SIGINT is left to a program that has the terminal, and hears of it by itself. */
    void leaveInterrupts(boolean left) {
        leavesInterrupts = left;
    }

    private void signalled(TrappedSignal signal) {
        if (leavesInterrupts && signal == TrappedSignal.INT) {
            return;
        }
        if (!received.compareAndSet(null, signal)) {
            Runtime.getRuntime().halt(signal.exitStatus());
        }
        cancel("SIG" + signal + " was received");
        // last, since nobody may read the stream, and then it blocks
        err.println("SIG" + signal + " received: rolling back. A second one ends the process at once.");
    }

    /** Cancels the run; later reasons are lost. */
    void cancel(String because) {
        reason.tryEmitValue(because);
    }

    /** Emits the reason once the run is to be cancelled, as part of a sentence. */
    Mono<String> reason() {
        return reason.asMono();
    }

    /** Exit status of a cancelled run; without a signal that of SIGINT, which is what an interrupted thread resembles. */
    int exitStatus() {
        TrappedSignal signal = received.get();
        return (signal == null ? TrappedSignal.INT : signal).exitStatus();
    }

    @Override
    public void close() {
        hooks.forEach(SignalHook::close);
    }
}
