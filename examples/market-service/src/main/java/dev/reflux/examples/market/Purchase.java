package dev.reflux.examples.market;

import java.math.BigDecimal;

/**
 * What a buyer has ordered.
 *
 * @param amount the price of the product at that time
 * @param status where it stands, as the enum {@code purchase_status} has it
 */
public record Purchase(long id, long productId, long buyerId, BigDecimal amount, String currency, String status) {

    /** What a buyer asks for. */
    public record Order(long productId, long buyerId) {}
}
