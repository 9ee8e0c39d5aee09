/**
 * What the integration tests stand on: a server, a database for each test, and eyes on both.
 *
 * <p>Start reading at {@link dev.reflux.testsupport.PostgresServer}.
 */
@NullMarked
package dev.reflux.testsupport;

import org.jspecify.annotations.NullMarked;
