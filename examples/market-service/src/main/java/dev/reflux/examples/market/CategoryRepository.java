package dev.reflux.examples.market;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the categories. */
public interface CategoryRepository extends Repository<Category, Long> {

    Flux<Category> findAllByOrderBySlug();

    Mono<Boolean> existsBySlug(String slug);
}
