package dev.reflux.examples.market;

import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the catalogue. */
public interface ProductRepository extends Repository<Product, Long> {

    Mono<Product> findById(long id);

    Flux<Product> findAllBy(Pageable page);

    Flux<Product> findByCategory(String category, Pageable page);
}
