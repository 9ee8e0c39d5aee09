package dev.reflux.spring;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;

/** An application with a repository that is asked while the application starts. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
class RepositoryApplication {

    /** A row of the first table of a chain. */
    @Table("t1")
    record Thing(@Id Integer id) {}

    interface Things extends ReactiveCrudRepository<Thing, Integer> {}

    static final class Reader {

        final long found;

        Reader(Things things) {
            found = things.count().block();
        }
    }

    @Bean
    Reader aReader(Things things) {
        return new Reader(things);
    }
}
