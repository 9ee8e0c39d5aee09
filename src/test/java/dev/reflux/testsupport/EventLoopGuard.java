package dev.reflux.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;

/**
 * Sees every blocking call on a thread that must never block: Netty's event loops and Reactor's parallel threads.
 *
 * <p>A call is refused on the spot, and remembered, since an error on an event loop is easily swallowed.
 */
public final class EventLoopGuard {

    private static final Queue<Throwable> BLOCKED = new ConcurrentLinkedQueue<>();

    private EventLoopGuard() {}

    /** Instruments the JVM; does nothing the second time. */
    public static void install() {
        BlockHound.install(builder -> builder.blockingMethodCallback(EventLoopGuard::refuse)
                // the driver draws its SCRAM nonce on the event loop, from a device that never waits
                .allowBlockingCallsInside("com.ongres.scram.common.ScramFunctions", "nonce")
                // and makes its TLS context there, for which the JDK reads that device and, once, its own authorities
                .allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "readFully")
                .allowBlockingCallsInside("sun.security.ssl.TrustStoreManager", "getTrustedCerts"));
    }

    /** Fails when something has blocked since the last call. */
    public static void assertNothingBlocked() {
        List<Throwable> seen = new ArrayList<>();
        for (Throwable each = BLOCKED.poll(); each != null; each = BLOCKED.poll()) {
            seen.add(each);
        }
        if (!seen.isEmpty()) {
            AssertionError failure =
                    new AssertionError(seen.size() + " blocking calls on event-loop threads", seen.get(0));
            seen.stream().skip(1).forEach(failure::addSuppressed);
            throw failure;
        }
    }

    private static void refuse(BlockingMethod method) {
        IllegalStateException refused = new IllegalStateException(
                method + " on " + Thread.currentThread().getName());
        BLOCKED.add(refused);
        throw refused;
    }
}
