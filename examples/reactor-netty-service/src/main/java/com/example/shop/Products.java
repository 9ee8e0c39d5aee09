package com.example.shop;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.math.BigDecimal;
import reactor.core.publisher.Flux;

/** What the shop sells. */
final class Products {

    private final ConnectionFactory database;

    Products(ConnectionFactory database) {
        this.database = database;
    }

    /** One line a product, its name and its price, by name. */
    Flux<String> lines() {
        return Flux.usingWhen(
                database.create(),
                connection -> Flux.from(connection
                                .createStatement("SELECT name, price FROM product ORDER BY name")
                                .execute())
                        .flatMap(result -> result.map(row ->
                                row.get("name", String.class) + " " + row.get("price", BigDecimal.class) + "\n")),
                Connection::close);
    }
}
