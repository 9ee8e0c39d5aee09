/**
 * Every exception that Reflux throws on purpose.
 *
 * <p>Imports nothing of Reflux. Start reading at {@link dev.reflux.error.RefluxException}.
 */
@NullMarked
package dev.reflux.error;

import org.jspecify.annotations.NullMarked;
