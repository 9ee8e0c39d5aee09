package com.example.shop;

import io.micronaut.context.annotation.Context;
import io.r2dbc.spi.ConnectionFactory;

/** Asks for the database when the context starts: on the main thread, where a migration may block. */
@Context
final class DatabaseFirst {

    DatabaseFirst(ConnectionFactory database) {}
}
