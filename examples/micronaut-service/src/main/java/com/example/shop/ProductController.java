package com.example.shop;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import reactor.core.publisher.Mono;

/** Serves what the shop sells. */
@Controller("/products")
final class ProductController {

    private final Products products;

    ProductController(Products products) {
        this.products = products;
    }

    @Get(produces = MediaType.TEXT_PLAIN)
    Mono<String> all() {
        return products.lines().collectList().map(lines -> String.join("", lines));
    }
}
