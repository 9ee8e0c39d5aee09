package dev.reflux.examples.market;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What visitors look at. */
@RestController
class ProductController {

    private final ProductRepository products;
    private final CategoryRepository categories;

    ProductController(ProductRepository products, CategoryRepository categories) {
        this.products = products;
        this.categories = categories;
    }

    @GetMapping("/products")
    Flux<Product> products(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return products.findAllBy(Paging.of(page, size));
    }

    @GetMapping("/products/{id}")
    Mono<Product> product(@PathVariable long id) {
        return products.findById(id).switchIfEmpty(Mono.error(() -> notFound("No product " + id + " is on sale.")));
    }

    @GetMapping("/categories")
    Flux<Category> categories() {
        return categories.findAllByOrderBySlug();
    }

    @GetMapping("/categories/{slug}/products")
    Flux<Product> productsOfCategory(
            @PathVariable String slug,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return categories
                .existsBySlug(slug)
                .filter(exists -> exists)
                .switchIfEmpty(Mono.error(() -> notFound("There is no category " + slug + ".")))
                .flatMapMany(exists -> products.findByCategory(slug, Paging.of(page, size)));
    }

    private static ResponseStatusException notFound(String detail) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, detail);
    }
}
