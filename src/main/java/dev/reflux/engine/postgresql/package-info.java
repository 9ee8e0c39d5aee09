/** What r2dbc-postgresql offers beyond the SPI: cancel requests, COPY and error details. Nobody imports it. */
@NullMarked
package dev.reflux.engine.postgresql;

import org.jspecify.annotations.NullMarked;
