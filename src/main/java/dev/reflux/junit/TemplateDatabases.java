package dev.reflux.junit;

import dev.reflux.dialect.TableColumn;
import dev.reflux.revision.MigrationStep;
import dev.reflux.runtime.BlockingWork;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Databases on one server that others are copied from, each at a revision of a chain: copying one takes less time than running
 * the revisions below. Made when they are needed first, out of the nearest one below. Safe to share. Blocks.
 *
 * <p>They are of this JVM and go away with it, the least used ones before, unless they are kept: then they are of everybody
 * who tests the same files with the same configuration on this server, and stay.
 *
 * @see <a href="https://www.postgresql.org/docs/current/manage-ag-templatedbs.html">Template Databases</a>
 */
final class TemplateDatabases implements AutoCloseable {

    static final String PREFIX = "reflux_template_";

    private static final Logger log = LoggerFactory.getLogger(TemplateDatabases.class);

    private static final int KEY_LENGTH = 38;
    private static final int OWN_LENGTH = 8;
    private static final int MOST = 32;
    private static final int TRIES = 3;
    private static final String NO_SUCH_DATABASE = "3D000";

    private final TestServer server;
    private final boolean kept;
    private final int most;
    private final String own;
    private final Map<String, CompletableFuture<String>> templates =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true));
    private final Map<String, List<TableColumn>> columns = new ConcurrentHashMap<>();

    TemplateDatabases(TestServer server, boolean kept) {
        this(server, kept, MOST);
    }

    TemplateDatabases(TestServer server, boolean kept, int most) {
        this.server = server;
        this.most = most;
        this.kept = kept;
        this.own = kept ? "" : "_" + UUID.randomUUID().toString().substring(0, OWN_LENGTH);
    }

    /** A new database that a chain has been upgraded in, from base to a target; the caller drops it. */
    MigrationChain chainAt(TestedChain chain, String target) {
        List<MigrationStep> steps = chain.graph().planUpgrade(List.of(), target).steps();
        return new MigrationChain(chain, copy(chain, steps), this, steps);
    }

    /** The columns of a table at a revision. */
    List<TableColumn> columns(TestedChain chain, String revision, String table) {
        List<MigrationStep> steps =
                chain.graph().planUpgrade(List.of(), revision).steps();
        List<String> keys = chain.keys(steps);
        return columns.computeIfAbsent(keys.get(keys.size() - 1) + ' ' + table, key -> {
            ScratchDatabase database = copy(chain, steps);
            try {
                return new TableAccess(database).columns(table);
            } finally {
                database.drop().block();
            }
        });
    }

    /** A new database with what the steps from base make; the caller drops it. */
    ScratchDatabase copy(TestedChain chain, List<MigrationStep> steps) {
        return copy(() -> template(chain, steps));
    }

    /** Another thread may have dropped the template in the meantime, to make room. */
    private ScratchDatabase copy(Supplier<String> template) {
        for (int tried = 1; ; tried++) {
            String name = template.get();
            try {
                return Objects.requireNonNull(
                        ScratchDatabase.create(server, name).block());
            } catch (R2dbcException e) {
                if (tried == TRIES || !NO_SUCH_DATABASE.equals(e.getSqlState())) {
                    throw e;
                }
                templates.values().removeIf(each -> name.equals(each.getNow("")));
            }
        }
    }

    private String template(TestedChain chain, List<MigrationStep> steps) {
        List<String> keys = chain.keys(steps);
        String key = keys.get(keys.size() - 1);
        CompletableFuture<String> mine = new CompletableFuture<>();
        CompletableFuture<String> known = templates.putIfAbsent(key, mine);
        if (known == null) {
            build(chain, steps, keys, mine);
            known = mine;
        }
        try {
            return known.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void build(
            TestedChain chain, List<MigrationStep> steps, List<String> keys, CompletableFuture<String> promise) {
        String key = keys.get(keys.size() - 1);
        try {
            promise.complete(kept ? shared(chain, steps, keys) : made(chain, steps, keys));
            makeRoom();
        } catch (RuntimeException | Error e) {
            templates.remove(key, promise);
            promise.completeExceptionally(e);
        }
    }

    private String name(String key) {
        return PREFIX + key.substring(0, KEY_LENGTH) + own;
    }

    /** Only one process at a time makes the same one. */
    private String shared(TestedChain chain, List<MigrationStep> steps, List<String> keys) {
        String name = name(keys.get(keys.size() - 1));
        return Objects.requireNonNull(Mono.usingWhen(
                        server.support(server.maintenanceDatabase()).create(),
                        connection -> PlainRow.of(
                                        connection, server.dialect().server().lock(name))
                                .then(BlockingWork.mono(
                                        () -> existing(name).contains(name) ? name : made(chain, steps, keys))),
                        Connection::close)
                .block());
    }

    private Set<String> existing(String prefix) {
        return Objects.requireNonNull(server.read(server.dialect().server().named(prefix))
                .map(row -> Objects.requireNonNull(row.get("name", String.class)))
                .collect(Collectors.toSet())
                .block());
    }

    /** Under a name of its own until it is whole. */
    private String made(TestedChain chain, List<MigrationStep> steps, List<String> keys) {
        String name = name(keys.get(keys.size() - 1));
        int below = nearest(keys);
        ScratchDatabase database = steps.isEmpty()
                ? Objects.requireNonNull(ScratchDatabase.create(server, null).block())
                : copy(() -> template(chain, steps.subList(0, below)));
        try {
            if (steps.isEmpty()) {
                chain.runner().ensureTables(database.connections()).block();
            }
            new MigrationChain(chain, database, this, steps.subList(0, below)).up(steps.subList(below, steps.size()));
            database.rename(name).block();
            return name;
        } catch (RuntimeException | Error e) {
            database.drop().onErrorComplete().block();
            throw e;
        }
    }

    /** How many steps the nearest template below has; 0 where none is known, which is then made. */
    private int nearest(List<String> keys) {
        Set<String> existing = kept ? existing(PREFIX) : Set.of();
        return IntStream.iterate(keys.size() - 2, steps -> steps > 0, steps -> steps - 1)
                .filter(steps -> isMade(templates.get(keys.get(steps))) || existing.contains(name(keys.get(steps))))
                .findFirst()
                .orElse(0);
    }

    private static boolean isMade(@Nullable CompletableFuture<String> template) {
        return template != null && template.isDone() && !template.isCompletedExceptionally();
    }

    private void makeRoom() {
        if (kept) {
            return;
        }
        List<String> old = new ArrayList<>();
        synchronized (templates) {
            var eldest = templates.entrySet().iterator();
            while (templates.size() - old.size() > most && eldest.hasNext()) {
                CompletableFuture<String> each = eldest.next().getValue();
                if (isMade(each)) {
                    old.add(each.join());
                }
            }
            templates.values().removeIf(each -> old.contains(each.getNow("")));
        }
        drop(old);
    }

    private void drop(List<String> names) {
        Flux.fromIterable(names)
                .concatMap(
                        name -> server.run(server.dialect().server().drop(name)).onErrorResume(e -> {
                            log.warn("The template database {} was not dropped: {}", name, e.getMessage());
                            return Mono.empty();
                        }))
                .blockLast();
    }

    /** Drops those that are not kept. */
    @Override
    public void close() {
        if (!kept) {
            drop(templates.values().stream()
                    .filter(TemplateDatabases::isMade)
                    .map(CompletableFuture::join)
                    .toList());
            templates.clear();
        }
    }
}
