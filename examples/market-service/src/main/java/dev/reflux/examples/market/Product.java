package dev.reflux.examples.market;

import java.math.BigDecimal;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A product on sale, as the view {@code catalogue} has it.
 *
 * @param category slug of its category
 * @param seller given name of who sells it
 * @param price today's price
 */
@Table("catalogue")
public record Product(@Id long id, String title, String category, String seller, BigDecimal price, String currency) {}
