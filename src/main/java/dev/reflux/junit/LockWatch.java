package dev.reflux.junit;

import dev.reflux.dialect.RehearsalStatements;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Watches from a second session how long a run holds locks that shut out every reader.
 *
 * <p>A run that ends sooner than a part of the budget cannot have overdrawn it, and is not looked at. From then on the locks
 * are asked for at short intervals. A lock counts from its first sight to its last, so that it was held for at least as long.
 */
final class LockWatch implements AutoCloseable {

    private static final int FIRST_LOOK_PART = 10;
    private static final int INTERVAL_PART = 20;
    private static final long SHORTEST_MILLIS = 2;

    private final ConnectionFactory database;
    private final RehearsalStatements statements;
    private final Duration budget;
    private final ScheduledExecutorService executor;
    private @Nullable Connection connection;

    /**
     * A lock and how long it was seen.
     *
     * @param table name of the table, with its schema
     * @param held from the first to the last sight
     * @param statement the statement that ran when it was seen first, as far as that is known
     */
    record Sight(String table, Duration held, String statement) {}

    LockWatch(ConnectionFactory database, RehearsalStatements statements, Duration budget) {
        this.database = database;
        this.statements = statements;
        this.budget = budget;
        this.executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "reflux-lock-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What a run gave, with the locks that were seen meanwhile. */
    record Watched<T>(T result, List<Sight> sights) {}

    /** Runs and watches; what the run throws is passed on. */
    <T> Watched<T> during(Supplier<T> run) {
        Sights sights = new Sights();
        long firstLook = millis(FIRST_LOOK_PART);
        Future<?> looking = executor.scheduleWithFixedDelay(
                () -> look(sights), firstLook, millis(INTERVAL_PART), TimeUnit.MILLISECONDS);
        T result;
        try {
            result = run.get();
        } finally {
            looking.cancel(false);
        }
        requireWatched(looking);
        return new Watched<>(result, sights.all());
    }

    /** A look that fails ends the looking, which without being told would pass for locks that nobody held. */
    private static void requireWatched(Future<?> looking) {
        if (!looking.isCancelled()) {
            try {
                looking.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(
                        "The locks of a revision could not be watched: " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private long millis(int part) {
        return Math.max(SHORTEST_MILLIS, budget.toMillis() / part);
    }

    private void look(Sights sights) {
        long asked = System.nanoTime();
        List<Held> held = Objects.requireNonNull(Flux.from(connection()
                        .createStatement(statements.exclusiveLocks())
                        .execute())
                .concatMap(result -> result.map((row, metadata) -> held(row)))
                .collectList()
                .block());
        sights.saw(held, asked);
    }

    private Connection connection() {
        Connection open = connection;
        if (open == null) {
            open = Objects.requireNonNull(Mono.from(database.create()).block());
            connection = open;
        }
        return open;
    }

    private Held held(Row row) {
        String table = Objects.requireNonNull(row.get("name", String.class));
        return new Held(table, statement(table, Objects.requireNonNull(row.get("message", String.class))));
    }

    /** Of a message of many statements the server does not tell which one it runs, but one of them names the table. */
    private String statement(String table, String message) {
        String name = table.substring(table.lastIndexOf('.') + 1).replace("\"", "");
        List<String> parts = List.of(message.split("\n;\n"));
        return parts.stream()
                .filter(part -> part.contains(name))
                .findFirst()
                .orElse(parts.get(0))
                .strip();
    }

    private record Held(String table, String statement) {}

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (executor.awaitTermination(1, TimeUnit.MINUTES) && connection != null) {
                Mono.from(connection.close()).onErrorComplete().block();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was seen in one run. */
    private static final class Sights {

        private final Map<String, Seen> held = new HashMap<>();
        private final Map<String, Seen> longest = new TreeMap<>();

        private record Seen(long first, long last, String statement) {

            long length() {
                return last - first;
            }
        }

        synchronized void saw(List<Held> now, long time) {
            Map<String, Seen> before = Map.copyOf(held);
            held.clear();
            for (Held each : now) {
                Seen earlier = before.getOrDefault(each.table(), new Seen(time, time, each.statement()));
                Seen seen = new Seen(earlier.first(), time, earlier.statement());
                held.put(each.table(), seen);
                longest.merge(each.table(), seen, (one, other) -> one.length() > other.length() ? one : other);
            }
        }

        synchronized List<Sight> all() {
            return longest.entrySet().stream()
                    .map(entry -> new Sight(
                            entry.getKey(),
                            Duration.ofNanos(entry.getValue().length()),
                            entry.getValue().statement()))
                    .toList();
        }
    }
}
