package dev.reflux.spring;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;

/** Rows of the first table of a chain. */
interface Things extends ReactiveCrudRepository<Things.Thing, Integer> {

    @Table("t1")
    record Thing(@Id Integer id) {}
}
