package dev.reflux;

import dev.reflux.config.RefluxConfigBuilder;
import dev.reflux.runtime.MigrationListener;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Builds a {@link Reflux}. Not safe to share while it is being filled. */
public final class RefluxBuilder {

    private RefluxConfigBuilder config;
    private @Nullable ConnectionFactory connectionFactory;
    private @Nullable ClassLoader classLoader;
    private MigrationListener listener = MigrationListener.NONE;
    private Supplier<? extends MigrationListener> listenerOfEachRun = () -> MigrationListener.NONE;
    private Publisher<?> cancellation = Mono.never();
    private Consumer<String> hookOutput = LoggerFactory.getLogger(Reflux.class)::info;

    RefluxBuilder(RefluxConfigBuilder config) {
        this.config = config;
    }

    /** Database: an R2DBC URL, or {@code embedded:DIRECTORY}. */
    public RefluxBuilder url(String url) {
        return configure(values -> values.url(url));
    }

    /** Who to connect as. */
    public RefluxBuilder username(String username) {
        return configure(values -> values.username(username));
    }

    /** Password; never printed, logged or stored. */
    public RefluxBuilder password(String password) {
        return configure(values -> values.password(password));
    }

    /** Folders of revision files, or {@code classpath:} folders; their order does not matter. */
    public RefluxBuilder locations(String... locations) {
        return configure(values -> values.versionLocations(List.of(locations)));
    }

    /**
     * The application's own connection factory, in place of a URL; it is never disposed of. Of a pool of r2dbc-pool only
     * the underlying factory is used, for one connection beside the pool.
     */
    public RefluxBuilder connectionFactory(ConnectionFactory factory) {
        this.connectionFactory = factory;
        return this;
    }

    /** Any other value of the configuration. */
    public RefluxBuilder configure(UnaryOperator<RefluxConfigBuilder> change) {
        this.config = change.apply(config);
        return this;
    }

    /**
     * Who hears the progress of upgrades, downgrades and stamps, before the listeners that {@link java.util.ServiceLoader}
     * finds by the {@linkplain #classLoader class loader}. A further one hears what the earlier ones hear, after them.
     */
    public RefluxBuilder listener(MigrationListener heard) {
        this.listener = listener == MigrationListener.NONE ? heard : listener.andThen(heard);
        return this;
    }

    /**
     * Who hears one run alone, after the {@linkplain #listener one that hears all}: what keeps something of a run from one
     * call to the next, when several runs may be under way. A further one hears what the earlier ones hear, after them.
     *
     * @param maker makes the listener of a run
     */
    public RefluxBuilder listenerOfEachRun(Supplier<? extends MigrationListener> maker) {
        Supplier<? extends MigrationListener> earlier = listenerOfEachRun;
        this.listenerOfEachRun = () -> earlier.get().andThen(maker.get());
        return this;
    }

    /**
     * When this signals a value, running commands are cancelled; unlike with a cancelled subscription, their {@code Mono}
     * then ends with {@link dev.reflux.error.CancelledException} once everything has been given back. Of several signals the
     * first one counts.
     *
     * @param signal its value says why, as part of a sentence
     */
    public RefluxBuilder cancelWhen(Publisher<?> signal) {
        this.cancellation = Flux.merge(cancellation, signal);
        return this;
    }

    /**
     * Who takes the lines that {@code post-write-hooks} print, on a thread of its own; else they are logged.
     *
     * @param output takes one line at a time, without its end
     */
    public RefluxBuilder hookOutput(Consumer<String> output) {
        this.hookOutput = output;
        return this;
    }

    /**
     * What finds {@code classpath:} locations and classes, and the classes that Java revisions use; else the context class
     * loader of the thread that builds, or Reflux's own where it has none. Applications with several class loaders in one
     * JVM name theirs, or build on a thread of their own.
     */
    public RefluxBuilder classLoader(ClassLoader loader) {
        this.classLoader = loader;
        return this;
    }

    @Nullable
    ClassLoader classLoader() {
        return classLoader;
    }

    @Nullable
    ConnectionFactory connectionFactory() {
        return connectionFactory;
    }

    MigrationListener listener() {
        return listener;
    }

    Supplier<? extends MigrationListener> listenerOfEachRun() {
        return listenerOfEachRun;
    }

    Publisher<?> cancellation() {
        return cancellation;
    }

    Consumer<String> hookOutput() {
        return hookOutput;
    }

    /**
     * Builds it.
     *
     * @throws dev.reflux.error.ConfigException if a value cannot be used
     */
    public Reflux build() {
        return Reflux.build(this, config.build());
    }
}
