package dev.reflux.junit;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all tests of a JVM share: servers, each started when it is needed first, and the templates on them. Safe to share. */
final class TestKit implements AutoCloseable {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(TestKit.class);
    private static final Logger log = LoggerFactory.getLogger(TestKit.class);

    private final TestServerSettings settings;
    private final Map<ServerKind, Outcome> outcomes = new EnumMap<>(ServerKind.class);

    /** What came of starting a server; kept, so that a failure is not tried again for every test. */
    private record Outcome(
            @Nullable TemplateDatabases databases, @Nullable TestServer server, @Nullable Throwable failure) {}

    TestKit(TestServerSettings settings) {
        this.settings = settings;
    }

    /** The one of the JVM; JUnit closes it in the end. Settings are configuration parameters of JUnit or system properties. */
    static TestKit of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        TestKit.class,
                        any -> new TestKit(TestServerSettings.of(
                                name -> context.getConfigurationParameter(name).orElse(null), System::getenv)),
                        TestKit.class);
    }

    /**
     * The server of a kind.
     *
     * @throws TestAbortedException if there is none, and it was neither asked for nor required
     * @throws IllegalStateException if there is none, and it was
     */
    TestServer server(ServerKind kind) {
        Outcome outcome = outcome(kind);
        if (outcome.server() == null) {
            throw missing(kind, outcome.failure());
        }
        return outcome.server();
    }

    /** The templates on the server of a kind; fails as {@link #server}. */
    TemplateDatabases templates(ServerKind kind) {
        Outcome outcome = outcome(kind);
        if (outcome.databases() == null) {
            throw missing(kind, outcome.failure());
        }
        return outcome.databases();
    }

    private synchronized Outcome outcome(ServerKind kind) {
        return outcomes.computeIfAbsent(kind, this::start);
    }

    private Outcome start(ServerKind kind) {
        try {
            TestServer server = TestServer.start(kind, settings);
            log.info("Tests of migrations run on {} ({}).", server.description(), server.majorVersion());
            boolean kept = settings.keepTemplates() && !server.isDisposable();
            return new Outcome(new TemplateDatabases(server, kept), server, null);
        } catch (RuntimeException | LinkageError e) {
            return new Outcome(null, null, e);
        }
    }

    private RuntimeException missing(ServerKind kind, @Nullable Throwable failure) {
        boolean asked = kind != ServerKind.ANY || settings.url() != null || settings.image() != null;
        String reason = failure == null ? "" : String.valueOf(failure.getMessage());
        return missing(reason, asked, settings.required(), failure);
    }

    static RuntimeException missing(String reason, boolean asked, boolean required, @Nullable Throwable failure) {
        if (asked) {
            return new IllegalStateException(
                    "The PostgreSQL server that was asked for is not there. " + reason, failure);
        }
        if (required) {
            return new IllegalStateException(
                    "Tests may not be skipped here (CI or reflux.test.required is set). " + reason, failure);
        }
        log.warn("SKIPPED: {}", reason);
        return new TestAbortedException(reason, failure);
    }

    /** Drops databases and stops the servers that were started, on a thread that is interrupted too. */
    @Override
    public synchronized void close() {
        boolean interrupted = Thread.interrupted();
        try {
            outcomes.values().forEach(TestKit::close);
            outcomes.clear();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void close(Outcome outcome) {
        if (outcome.databases() != null && outcome.server() != null) {
            outcome.databases().close();
            outcome.server().close();
        }
    }
}
