package dev.reflux.engine;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * What a migration needs of a driver and the R2DBC SPI does not offer. Found by {@link java.util.ServiceLoader}.
 *
 * <p>A driver without support works, less well: a running statement cannot be cancelled, {@code COPY} is refused, errors
 * carry no position.
 */
public interface DriverSupport {

    /**
     * The part of this support that is bound to one connection.
     *
     * @param connection a connection of any driver, maybe wrapped
     * @return empty when the connection is of another driver
     */
    Optional<Session> attach(Connection connection);

    /**
     * What the server said in an error.
     *
     * @param error any error that a driver signalled
     * @return empty when the error is not of this driver
     */
    Optional<ServerMessage> describe(Throwable error);

    /**
     * Names of the options that a driver knows, those of the R2DBC standard apart.
     *
     * @param driver the driver of a URL, such as {@code postgresql}
     * @return empty when the support does not know the driver, so that nothing can be said
     */
    Set<String> optionNames(String driver);

    /**
     * Asks the server whether it is there, without a session; completes when it has answered.
     *
     * @param options how the driver connects
     * @param limit how long an answer may take
     * @return empty when the support does not know the driver, or cannot ask the one server that a connection goes to
     */
    Optional<Mono<Void>> probe(ConnectionFactoryOptions options, Duration limit);

    /**
     * Names of those options whose value is the path of a file that must be there.
     *
     * @param driver the driver of a URL, such as {@code postgresql}
     * @return empty when there are none, or the support does not know the driver
     */
    default Set<String> fileOptions(String driver) {
        return Set.of();
    }

    /**
     * Makes the options mean what the driver says they do, where it has a gap that can be closed from outside.
     *
     * @param options of any driver
     * @return with the same options where nothing is to be added
     */
    default Completed complete(ConnectionFactoryOptions options) {
        return new Completed(options, () -> {});
    }

    /**
     * Options for one connection factory.
     *
     * @param options what the factory is made of
     * @param closeSockets closes what the factory has left open, such as a connection that was given up while the server
     *     kept silent; does not wait
     */
    record Completed(ConnectionFactoryOptions options, Runnable closeSockets) {}

    /** One connection of the supported driver. */
    interface Session {

        /** Asks the server, over a second socket, to cancel what the connection is running; completes when asked. */
        Mono<Void> cancelRunning();

        /**
         * Sends rows in the wire format of {@code COPY}.
         *
         * @param statement a {@code COPY … FROM STDIN} statement
         * @param data the rows; subscribed to once, by an event loop, with back pressure
         * @return number of rows copied
         */
        Mono<Long> copyIn(String statement, Publisher<ByteBuffer> data);
    }

    /**
     * An error or notice of the server.
     *
     * @param severity {@code ERROR}, {@code WARNING}, {@code NOTICE} …, never translated
     * @param sqlState five characters
     * @param text primary message
     * @param detail more, or null
     * @param hint what to do, or null
     * @param context the server's call stack, or null
     * @param position position in the text that was sent, in code points, counted from 1, or null
     */
    record ServerMessage(
            String severity,
            String sqlState,
            String text,
            @Nullable String detail,
            @Nullable String hint,
            @Nullable String context,
            @Nullable Integer position) {}
}
