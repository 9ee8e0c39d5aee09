package dev.reflux.runtime;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Lends one open connection, as a pool that Reflux does not know would: closing it gives it back. */
record BorrowedConnection(Connection connection) implements ConnectionFactory {

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.just((Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class, io.r2dbc.spi.Wrapped.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "close" -> Mono.empty();
                    case "unwrap" -> connection;
                    default -> {
                        try {
                            yield method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                }));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return () -> "PostgreSQL";
    }
}
