package dev.reflux.spring;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with a repository that is asked while the application starts. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
class RepositoryApplication {

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
