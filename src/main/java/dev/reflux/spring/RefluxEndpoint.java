package dev.reflux.spring;

import dev.reflux.Reflux;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    private final ApplicationContext context;

    /** An endpoint for the {@link Reflux} beans of a context and of its parents. */
    public RefluxEndpoint(ApplicationContext context) {
        this.context = context;
    }

    /**
     * Where each database stands. A database that cannot be asked does not hide the others: its description holds the error.
     *
     * @param history how many of the newest history entries to tell; null: 50; 0: all of them
     */
    @ReadOperation
    public Mono<RefluxBeansDescriptor> refluxBeans(@Nullable Integer history) {
        int limit = history == null ? HISTORY_DEFAULT : Math.max(0, history);
        return Flux.fromIterable(contexts())
                .concatMap(each -> describe(each, limit).map(described -> Map.entry(idOf(each), described)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, LinkedHashMap::new)
                .map(RefluxBeansDescriptor::new);
    }

    private List<ApplicationContext> contexts() {
        List<ApplicationContext> contexts = new ArrayList<>();
        for (ApplicationContext each = context; each != null; each = each.getParent()) {
            contexts.add(each);
        }
        return contexts;
    }

    private static Mono<ContextRefluxBeansDescriptor> describe(ApplicationContext context, int limit) {
        ApplicationContext parent = context.getParent();
        return Flux.fromIterable(context.getBeansOfType(Reflux.class).entrySet())
                .concatMap(bean -> describe(bean.getValue(), limit).map(told -> Map.entry(bean.getKey(), told)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, LinkedHashMap::new)
                .map(beans -> new ContextRefluxBeansDescriptor(beans, parent == null ? null : idOf(parent)));
    }

    private static Mono<RefluxDescriptor> describe(Reflux reflux, int limit) {
        return reflux.overview(limit)
                .map(RefluxDescriptor::of)
                .onErrorResume(error -> Mono.just(RefluxDescriptor.ofFailure(error)));
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
