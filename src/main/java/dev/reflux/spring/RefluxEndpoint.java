package dev.reflux.spring;

import dev.reflux.Reflux;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The actuator endpoint {@code reflux}: where databases and files stand. It opens one connection for each {@link Reflux}
 * bean, one after the other, and writes nothing.
 */
@Endpoint(id = "reflux")
public final class RefluxEndpoint {

    private static final int HISTORY_DEFAULT = 50;
    private static final int HISTORY_MOST = 1000;

    /** Longer than an answer takes; who asks has mostly gone by then. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ApplicationContext context;
    private final Duration limit;

    /** An endpoint for the {@link Reflux} beans of a context and of its parents. */
    public RefluxEndpoint(ApplicationContext context) {
        this(context, LIMIT);
    }

    RefluxEndpoint(ApplicationContext context, Duration limit) {
        this.context = context;
        this.limit = limit;
    }

    /**
     * Where each database stands. A database that cannot be asked does not hide the others: its description holds the error.
     *
     * @param history how many of the newest history entries to tell, 1000 at most; null: 50; 0: as many as there may be
     * @throws InvalidEndpointRequestException for a negative number
     */
    @ReadOperation
    public Mono<RefluxBeansDescriptor> refluxBeans(@Nullable Integer history) {
        int entries = entries(history);
        return Flux.fromIterable(contexts())
                .concatMap(each -> describe(each, entries).map(described -> Map.entry(idOf(each), described)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, LinkedHashMap::new)
                .map(RefluxBeansDescriptor::new);
    }

    private static int entries(@Nullable Integer history) {
        if (history == null) {
            return HISTORY_DEFAULT;
        }
        if (history < 0) {
            throw new InvalidEndpointRequestException(
                    "The number of history entries is " + history + "; it must be 0 to " + HISTORY_MOST + ".",
                    "history must not be negative");
        }
        return history == 0 ? HISTORY_MOST : Math.min(history, HISTORY_MOST);
    }

    private List<ApplicationContext> contexts() {
        List<ApplicationContext> contexts = new ArrayList<>();
        for (ApplicationContext each = context; each != null; each = each.getParent()) {
            contexts.add(each);
        }
        return contexts;
    }

    private Mono<ContextRefluxBeansDescriptor> describe(ApplicationContext context, int entries) {
        ApplicationContext parent = context.getParent();
        return Flux.fromIterable(context.getBeansOfType(Reflux.class).entrySet())
                .concatMap(bean -> describe(bean.getValue(), entries).map(told -> Map.entry(bean.getKey(), told)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, LinkedHashMap::new)
                .map(beans -> new ContextRefluxBeansDescriptor(beans, parent == null ? null : idOf(parent)));
    }

    private Mono<RefluxDescriptor> describe(Reflux reflux, int entries) {
        return reflux.overview(entries)
                .map(RefluxDescriptor::of)
                .timeout(limit, Mono.error(this::silent))
                .onErrorResume(error -> Mono.just(RefluxDescriptor.ofFailure(error)));
    }

    private ConnectionFailedException silent() {
        return new ConnectionFailedException(
                "The database did not answer within " + limit.toSeconds()
                        + " s. Look at the server and at the network.",
                Place.UNKNOWN,
                null,
                null);
    }

    private static String idOf(ApplicationContext context) {
        return String.valueOf(context.getId());
    }

    /**
     * The {@link Reflux} beans of an application.
     *
     * @param contexts by the ids of the application contexts, the innermost first
     */
    public record RefluxBeansDescriptor(Map<String, ContextRefluxBeansDescriptor> contexts)
            implements OperationResponseBody {}

    /**
     * The {@link Reflux} beans of an application context.
     *
     * @param refluxBeans by their names
     * @param parentId id of the parent context, or null
     */
    public record ContextRefluxBeansDescriptor(Map<String, RefluxDescriptor> refluxBeans, @Nullable String parentId) {}
}
