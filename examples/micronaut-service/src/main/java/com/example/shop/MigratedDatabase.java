package com.example.shop;

import dev.reflux.Reflux;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.r2dbc.spi.ConnectionFactory;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Migrates before anybody gets the connection factory; {@link DatabaseFirst} sees to it that no event loop is first. */
@Singleton
final class MigratedDatabase implements BeanCreatedEventListener<ConnectionFactory> {

    private static final Logger log = LoggerFactory.getLogger(MigratedDatabase.class);

    @Override
    public ConnectionFactory onCreated(BeanCreatedEvent<ConnectionFactory> event) {
        Reflux.builder()
                .connectionFactory(event.getBean())
                .locations("classpath:db/versions")
                .build()
                .upgrade("head")
                .doOnNext(report -> log.info("The database is at {}", report.to()))
                .block();
        return event.getBean();
    }
}
