package dev.reflux.junit;

import dev.reflux.Reflux;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives tests the chain of {@link RefluxTest}, on a database of their own. */
final class RefluxExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(RefluxExtension.class);

    private static final Map<Class<?>, Function<MigrationChain, Object>> PARAMETERS = Map.of(
            MigrationChain.class, chain -> chain,
            ReactiveMigrationChain.class, MigrationChain::reactive,
            Reflux.class, MigrationChain::reflux,
            ConnectionFactory.class, MigrationChain::connectionFactory);

    /** Dropped with the test that it is of. */
    private record Held(MigrationChain chain) implements AutoCloseable {

        @Override
        public void close() {
            chain.close();
        }
    }

    /** The chain of a class or a method, whose files are read once. */
    private record Loaded(TestedChain chain) {}

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext context) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(type.getSimpleName()
                    + " is of one test, and there is none yet in " + parameter.getDeclaringExecutable()
                    + ". Let a test method or a @BeforeEach method have it.");
        }
        return Objects.requireNonNull(PARAMETERS.get(type)).apply(chain(context));
    }

    private static MigrationChain chain(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(context.getUniqueId(), any -> new Held(open(context)), Held.class)
                .chain();
    }

    private static MigrationChain open(ExtensionContext context) {
        RequestedChain requested = RequestedChain.of(context);
        TemplateDatabases templates = TestKit.of(context).templates(requested.server());
        return templates.chainAt(tested(requested, context), requested.at());
    }

    /** A method with an annotation of its own may have another chain than its class. */
    private static TestedChain tested(RequestedChain requested, ExtensionContext context) {
        // composed annotations too
        boolean own = AnnotationSupport.isAnnotated(context.getElement(), RefluxTest.class);
        ExtensionContext holder = own ? context : context.getParent().orElse(context);
        return holder.getStore(NAMESPACE)
                .computeIfAbsent(
                        // by id, since a store also finds what is in those around it
                        "chain of " + holder.getUniqueId(),
                        any -> new Loaded(TestedChain.load(requested.settings(context))),
                        Loaded.class)
                .chain();
    }
}
