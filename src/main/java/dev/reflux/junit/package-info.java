/**
 * The kit for tests of migration chains, for JUnit 6.
 *
 * <p>May import the facade, what that may, and {@code embedded}. JUnit and, where a container is wanted, Testcontainers are
 * the project's own dependencies. Start reading at {@link dev.reflux.junit.RefluxTest}.
 */
@NullMarked
package dev.reflux.junit;

import org.jspecify.annotations.NullMarked;
