package dev.reflux.junit;

import dev.reflux.revision.RevisionNode;
import dev.reflux.runtime.BlockingWork;
import dev.reflux.runtime.MigrationReport.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The operations of a {@link MigrationChain} as publishers, for StepVerifier. Each subscription does it anew, on a thread that
 * may block, and a cancelled one cancels what runs; what a publisher gives, and fails with, is what the method there does. For
 * one subscription at a time.
 */
public final class ReactiveMigrationChain {

    private final MigrationChain chain;

    ReactiveMigrationChain(MigrationChain chain) {
        this.chain = chain;
    }

    /** The same operations, blocking. */
    public MigrationChain blocking() {
        return chain;
    }

    /** As {@link MigrationChain#migrateUpTo}. */
    public Flux<Step> migrateUpTo(String target) {
        return each(() -> chain.migrateUpTo(target));
    }

    /** As {@link MigrationChain#migrateUpBefore}. */
    public Flux<Step> migrateUpBefore(String revision) {
        return each(() -> chain.migrateUpBefore(revision));
    }

    /** As {@link MigrationChain#migrateUpOne}. */
    public Mono<Step> migrateUpOne() {
        return maybe(chain::migrateUpOne);
    }

    /** As {@link MigrationChain#migrateDownTo}. */
    public Flux<Step> migrateDownTo(String target) {
        return each(() -> chain.migrateDownTo(target));
    }

    /** As {@link MigrationChain#migrateDownBefore}. */
    public Flux<Step> migrateDownBefore(String revision) {
        return each(() -> chain.migrateDownBefore(revision));
    }

    /** As {@link MigrationChain#migrateDownOne}. */
    public Mono<Step> migrateDownOne() {
        return maybe(chain::migrateDownOne);
    }

    /** As {@link MigrationChain#roundtripNextRevision}. */
    public Mono<Step> roundtripNextRevision() {
        return maybe(chain::roundtripNextRevision);
    }

    /** As {@link MigrationChain#insertInto(String, Map[])}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // copied
    public final Mono<Void> insertInto(String table, Map<String, ? extends @Nullable Object>... rows) {
        List<Map<String, @Nullable Object>> copied = ChainRows.copy(List.of(rows));
        return done(() -> chain.insertInto(table, copied));
    }

    /** As {@link MigrationChain#rows}. */
    public Flux<Map<String, @Nullable Object>> rows(String table) {
        return each(() -> chain.rows(table));
    }

    /** As {@link MigrationChain#query}. */
    public Flux<Map<String, @Nullable Object>> query(String text) {
        return each(() -> chain.query(text));
    }

    /** As {@link MigrationChain#execute}. */
    public Mono<Void> execute(String... texts) {
        return done(() -> chain.execute(texts));
    }

    /** As {@link MigrationChain#tableAt}. */
    public Mono<TableAtRevision> tableAt(String table, String revision) {
        return BlockingWork.mono(() -> chain.tableAt(table, revision));
    }

    /** As {@link MigrationChain#current}. */
    public Flux<String> current() {
        return each(chain::current);
    }

    /** As {@link MigrationChain#heads}. */
    public Flux<String> heads() {
        return Flux.defer(() -> Flux.fromIterable(chain.heads()));
    }

    /** As {@link MigrationChain#history}. */
    public Flux<RevisionNode> history() {
        return Flux.defer(() -> Flux.fromIterable(chain.history()));
    }

    /** As {@link MigrationChain#fingerprint}. */
    public Mono<CatalogFingerprint> fingerprint() {
        return BlockingWork.mono(chain::fingerprint);
    }

    private static <T> Flux<T> each(Callable<List<T>> work) {
        return BlockingWork.<List<T>>mono(work).flatMapIterable(all -> all);
    }

    private static <T> Mono<T> maybe(Callable<Optional<T>> work) {
        return BlockingWork.<Optional<T>>mono(work).flatMap(Mono::justOrEmpty);
    }

    private static Mono<Void> done(Runnable work) {
        return BlockingWork.<Boolean>mono(() -> {
                    work.run();
                    return true;
                })
                .then();
    }
}
