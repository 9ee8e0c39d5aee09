/**
 * The facade: one method for each command.
 *
 * <p>Start reading at {@link dev.reflux.Reflux}.
 */
@NullMarked
package dev.reflux;

import org.jspecify.annotations.NullMarked;
