package com.example.shop;

import dev.reflux.Reflux;
import dev.reflux.error.RefluxException;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRoutes;

/** A service on plain Reactor Netty: it listens once its schema is there. */
public final class ShopService {

    private ShopService() {}

    /** Reads {@code DATABASE_URL}, {@code DATABASE_USERNAME}, {@code DATABASE_PASSWORD} and {@code PORT}. */
    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(database(environment))
                .maxSize(10)
                .build());
        try {
            DisposableServer server = migrated(pool)
                    .then(Mono.defer(() -> listening(pool, Integer.parseInt(environment.getOrDefault("PORT", "8080")))))
                    .block();
            System.out.println("Listening on port " + server.port());
            server.onDispose().block();
        } catch (RefluxException e) {
            System.err.println(e.code() + ": " + e.getMessage());
            System.exit(e.exitStatus());
        }
    }

    /** The migration has one connection of its own beside the pool, which is closed when it ends. */
    private static Mono<Void> migrated(ConnectionPool pool) {
        return Reflux.builder()
                .connectionFactory(pool)
                .locations("classpath:db/versions")
                .build()
                .upgrade("head")
                .doOnNext(report -> System.out.println("The database is at " + report.to()))
                .then();
    }

    private static Mono<? extends DisposableServer> listening(ConnectionPool pool, int port) {
        return HttpServer.create()
                .port(port)
                .route(routes -> routes(routes, new Products(pool)))
                .bind();
    }

    private static void routes(HttpServerRoutes routes, Products products) {
        routes.get("/products", (request, response) -> response.sendString(products.lines()));
    }

    private static ConnectionFactory database(Map<String, String> environment) {
        return ConnectionFactories.get(ConnectionFactoryOptions.parse(
                        environment.getOrDefault("DATABASE_URL", "r2dbc:postgresql://localhost:5432/shop"))
                .mutate()
                .option(ConnectionFactoryOptions.USER, environment.getOrDefault("DATABASE_USERNAME", "shop"))
                .option(ConnectionFactoryOptions.PASSWORD, environment.getOrDefault("DATABASE_PASSWORD", ""))
                .build());
    }
}
