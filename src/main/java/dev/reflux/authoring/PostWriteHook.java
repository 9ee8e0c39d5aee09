package dev.reflux.authoring;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program that is run on each new revision file, such as a formatter. Follows Alembic's {@code post_write_hooks}, but a
 * hook that fails is an error.
 *
 * @param text as it is configured
 * @param words program and arguments, with {@value #FILE} for the file
 */
record PostWriteHook(String text, List<String> words) {

    private static final String FILE = "{file}";

    /** For a signal that has ended the hook to be told to the run too. */
    private static final Duration GRACE = Duration.ofMillis(300);

    PostWriteHook {
        words = List.copyOf(words);
    }

    /** Reads an entry of {@code post-write-hooks}; without a place for the file, that is the end. */
    static PostWriteHook parse(String text) {
        List<String> words = CommandWords.split(text, "The post-write hook \"" + text + "\"");
        boolean placed = words.stream().anyMatch(word -> word.contains(FILE));
        return new PostWriteHook(
                text,
                placed ? words : Stream.concat(words.stream(), Stream.of(FILE)).toList());
    }

    /** Replaced word by word, so that a path may hold anything. */
    List<String> command(Path file) {
        return words.stream()
                .map(word -> word.replace(FILE, file.toAbsolutePath().toString()))
                .toList();
    }

    /**
     * Runs it. Blocks.
     *
     * @param file the new file
     * @param shown its path, as the user knows it
     * @param config says where to run, and what the hook is not to know
     * @param output takes the lines that it prints
     * @param cancelled kills it when it completes
     * @throws ConfigException if the program is not there or fails
     * @throws CancelledException if it was killed
     */
    void run(Path file, String shown, RefluxConfig config, Consumer<String> output, CompletionStage<?> cancelled) {
        AtomicReference<@Nullable String> last = new AtomicReference<>();
        ProcessBuilder program = new ProcessBuilder(command(file))
                .directory(config.baseDirectory().toAbsolutePath().toFile())
                .redirectErrorStream(true);
        HookEnvironment.restrict(program.environment(), config);
        OptionalInt status;
        try {
            status = ExternalProgram.run(
                    program,
                    stream -> new BufferedReader(new InputStreamReader(stream, nativeCharset()))
                            .lines()
                            .forEach(line -> {
                                last.set(line.isBlank() ? last.get() : line.strip());
                                output.accept(line);
                            }),
                    cancelled);
        } catch (IOException e) {
            throw failed(shown, "could not be started: " + e.getMessage() + ".", e);
        }
        if (status.isEmpty() || (status.getAsInt() != 0 && isCancelled(cancelled))) {
            throw new CancelledException(
                    "The post-write hook \"" + text + "\" was stopped. " + shown + " is written and kept.",
                    Place.ofFile(shown));
        }
        if (status.getAsInt() != 0) {
            String words = last.get() == null ? "" : " It said last: \"" + last.get() + "\".";
            throw failed(shown, "ended with exit status " + status.getAsInt() + "." + words, null);
        }
    }

    /** An interrupt from the terminal reaches the hook too, which may be gone before the run has heard of it. */
    private static boolean isCancelled(CompletionStage<?> cancelled) {
        try {
            cancelled.toCompletableFuture().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notCancelled) {
            return false;
        } catch (ExecutionException | CancellationException inWhateverWay) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private ConfigException failed(String shown, String how, @Nullable IOException cause) {
        return new ConfigException(
                "The post-write hook \"" + text + "\" " + how + " " + shown + " is written and kept; run the hook on"
                        + " it by hand, or correct post-write-hooks.",
                Place.ofFile(shown),
                cause);
    }

    private static Charset nativeCharset() {
        String name = System.getProperty("native.encoding");
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }
}
