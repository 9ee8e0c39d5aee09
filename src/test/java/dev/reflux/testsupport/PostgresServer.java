package dev.reflux.testsupport;

import dev.reflux.junit.ServerKind;
import dev.reflux.junit.TestServer;
import dev.reflux.junit.TestServerSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a fresh {@link TestDatabase} as a parameter, on one PostgreSQL server for the whole JVM.
 *
 * <p>The server is, in this order, the one at system property {@code reflux.test.url}; a container of the image of
 * {@code reflux.test.image}; a container of a {@code postgres:14} to {@code postgres:18} that a Docker engine has at hand;
 * one from the embedded binaries on the class path. Which it was is printed once. A test and its {@code @BeforeEach}
 * methods share one database; so do all parameters of one method.
 *
 * <p>No event-loop thread may block while a test of this extension runs: {@link EventLoopGuard}.
 *
 * <p>Where no server can be had the tests are skipped, loudly; with {@code CI} in the environment or
 * {@code reflux.test.required=true} they fail, and so they do where a property asks for a server that is not there.
 */
public final class PostgresServer implements ParameterResolver, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(PostgresServer.class);

    /** What came of starting a server; kept, so that a failure is not tried again for every test. */
    private record Outcome(@Nullable TestServer server, @Nullable Exception failure) implements AutoCloseable {

        static Outcome of(Callable<TestServer> start) {
            try {
                TestServer server = start.call();
                System.out.printf("Tests run on %s (%d).%n", server.description(), server.majorVersion());
                return new Outcome(server, null);
            } catch (Exception | NoClassDefFoundError e) {
                return new Outcome(null, e instanceof Exception failure ? failure : new IllegalStateException(e));
            }
        }

        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }

    /** Watches from the first use of the extension on. */
    public PostgresServer() {
        EventLoopGuard.install();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        EventLoopGuard.assertNothingBlocked();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        boolean dumpable = parameter.isAnnotated(Dumpable.class);
        String key = (dumpable ? "dumpable " : "") + context.getUniqueId();
        return context.getStore(NAMESPACE)
                .computeIfAbsent(
                        key,
                        any -> TestDatabase.create(dumpable ? dumpableServer(context) : usualServer(context)),
                        TestDatabase.class);
    }

    private static TestServer usualServer(ExtensionContext context) {
        TestServerSettings settings = TestServerSettings.current();
        return server(context, "usual", settings, () -> TestServer.start(ServerKind.ANY, settings));
    }

    private static TestServer dumpableServer(ExtensionContext context) {
        TestServer usual = usualServer(context);
        if (PgDump.find(usual.majorVersion()).isPresent()) {
            return usual;
        }
        TestServerSettings settings = TestServerSettings.current();
        Optional<Path> programs = PgDump.newestWithServer();
        if (programs.isEmpty()) {
            throw Missing.report(
                    settings,
                    "No pg_dump of PostgreSQL %d or newer is installed, nor an older one with its server."
                            .formatted(usual.majorVersion()));
        }
        return server(context, "dumpable", settings, () -> TestServer.embedded(programs.get()));
    }

    private static TestServer server(
            ExtensionContext context, String key, TestServerSettings settings, Callable<TestServer> start) {
        Outcome outcome =
                context.getRoot().getStore(NAMESPACE).computeIfAbsent(key, any -> Outcome.of(start), Outcome.class);
        if (outcome.server() != null) {
            return outcome.server();
        }
        if (settings.url() != null || settings.image() != null) {
            throw new IllegalStateException(
                    "The PostgreSQL server that was asked for is not there.", outcome.failure());
        }
        throw Missing.report(settings, "No PostgreSQL server could be started: " + outcome.failure());
    }
}
