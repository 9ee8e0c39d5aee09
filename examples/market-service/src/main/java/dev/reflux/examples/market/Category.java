package dev.reflux.examples.market;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A shelf of the market. */
@Table("categories")
public record Category(@Id long id, String slug, String name) {}
