package dev.reflux.authoring;

import dev.reflux.config.RefluxConfig;
import dev.reflux.config.RefluxConfigBuilder;
import dev.reflux.script.ScriptDirectory;
import dev.reflux.sql.SqlLexis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An environment in a temporary folder, and an author in it whose clock stands still. */
final class AuthorFixture {

    static final Instant NOW = Instant.parse("2026-11-20T14:32:05.987654Z");

    private final Path base;
    private final Queue<String> hookLines = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<String> cancelled = new CompletableFuture<>();
    private UnaryOperator<RefluxConfigBuilder> settings = UnaryOperator.identity();

    AuthorFixture(Path base) {
        this.base = base;
    }

    AuthorFixture with(UnaryOperator<RefluxConfigBuilder> more) {
        UnaryOperator<RefluxConfigBuilder> before = settings;
        settings = builder -> more.apply(before.apply(builder));
        return this;
    }

    RefluxConfig config() {
        return settings.apply(RefluxConfig.builder().baseDirectory(base)).build();
    }

    RevisionAuthor author() {
        return new RevisionAuthor(
                config(), SqlLexis.postgresql(), Clock.fixed(NOW, ZoneOffset.ofHours(9)), hookLines::add, cancelled);
    }

    ScriptDirectory scripts() {
        return ScriptDirectory.load(config(), SqlLexis.postgresql());
    }

    CompletableFuture<String> cancelled() {
        return cancelled;
    }

    Queue<String> hookLines() {
        return hookLines;
    }

    Path file(String name) {
        return base.resolve(name);
    }

    String read(String name) {
        try {
            return Files.readString(base.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String name, String content) {
        try {
            Path file = base.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder(String name) {
        try {
            return Files.createDirectories(base.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files, and folders that are empty, sorted. */
    List<String> leaves() {
        try (Stream<Path> all = Files.walk(base)) {
            return all.filter(path -> !path.equals(base) && (!Files.isDirectory(path) || isEmpty(path)))
                    .map(path -> base.relativize(path).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
