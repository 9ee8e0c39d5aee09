package dev.reflux.examples.market;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes purchases. */
@Component
class Purchases {

    private static final String BUY =
            """
            INSERT INTO purchases (user_id, product_id, amount, currency)
            SELECT users.id, catalogue.id, catalogue.price, catalogue.currency
            FROM catalogue, users
            WHERE catalogue.id = :product AND users.id = :buyer
            RETURNING id, product_id, user_id, amount, currency, status::text AS status
            """;

    private final DatabaseClient database;

    Purchases(DatabaseClient database) {
        this.database = database;
    }

    /** Takes the price of the moment; empty where there is no such product on sale, or no such buyer. */
    Mono<Purchase> add(Purchase.Order order) {
        return database.sql(BUY)
                .bind("product", order.productId())
                .bind("buyer", order.buyerId())
                .map(Purchases::purchase)
                .one();
    }

    private static Purchase purchase(Readable row) {
        return new Purchase(
                row.get("id", Long.class),
                row.get("product_id", Long.class),
                row.get("user_id", Long.class),
                row.get("amount", BigDecimal.class),
                row.get("currency", String.class),
                row.get("status", String.class));
    }
}
