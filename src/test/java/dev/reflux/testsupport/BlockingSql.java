package dev.reflux.testsupport;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Plain blocking SQL over one R2DBC connection, as unbound text and so by the simple protocol. */
record BlockingSql(Connection connection) {

    /** Opens a connection, works with it, closes it. */
    static <T> T on(ConnectionFactory factory, Function<BlockingSql, T> work) {
        Connection connection =
                Objects.requireNonNull(Mono.from(factory.create()).block());
        try {
            return work.apply(new BlockingSql(connection));
        } finally {
            Mono.from(connection.close()).block();
        }
    }

    /** Sends the text as one message: several statements are one implicit transaction. */
    void execute(String sql) {
        Flux.from(connection.createStatement(sql).execute())
                .concatMap(Result::getRowsUpdated)
                .then()
                .block();
    }

    /** All rows; the keys are the column labels in their order. */
    List<Map<String, @Nullable Object>> query(String sql) {
        return rows(sql, BlockingSql::asMap);
    }

    /** First column of all rows as text. */
    List<String> column(String sql) {
        return rows(sql, row -> String.valueOf(row.get(0)));
    }

    /** First column of the only row as text. */
    String value(String sql) {
        List<String> values = column(sql);
        if (values.size() != 1) {
            throw new IllegalStateException("One row was expected, there are %d, of: %s".formatted(values.size(), sql));
        }
        return values.get(0);
    }

    /** All rows, mapped. */
    <T> List<T> rows(String sql, Function<Row, T> mapping) {
        return Objects.requireNonNull(Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map((row, metadata) -> mapping.apply(row)))
                .collectList()
                .block());
    }

    private static Map<String, @Nullable Object> asMap(Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        row.getMetadata().getColumnMetadatas().forEach(column -> values.put(column.getName(), row.get(values.size())));
        return values;
    }
}
