package dev.reflux.embedded;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** One statement on one connection. */
final class Sql {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Sql() {}

    static void run(EmbeddedServer server, String sql) {
        Mono.usingWhen(
                        connect(server),
                        connection -> connection
                                .createStatement(sql)
                                .execute()
                                .flatMap(result -> result.getRowsUpdated())
                                .then(),
                        PostgresqlConnection::close)
                .block(LIMIT);
    }

    static String value(EmbeddedServer server, String sql) {
        return Mono.usingWhen(
                        connect(server),
                        connection -> connection
                                .createStatement(sql)
                                .execute()
                                .flatMap(result -> result.map(row -> row.get(0, String.class)))
                                .single(),
                        PostgresqlConnection::close)
                .block(LIMIT);
    }

    private static Mono<PostgresqlConnection> connect(EmbeddedServer server) {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host(server.host())
                        .port(server.port())
                        .username(server.username())
                        .database(server.database())
                        .build())
                .create();
    }
}
