/**
 * The projects of {@code examples/}, as their users see them: jars that run in processes of their own.
 *
 * <p>The build makes the jars before the integration tests.
 */
@NullMarked
package dev.reflux.examples;

import org.jspecify.annotations.NullMarked;
