/**
 * The async engine: one reactive connection, and the bridge from it into a blocking migration step.
 *
 * <p>With {@code engine.*} the only core packages that import {@code io.r2dbc}. May import config and error. Start
 * reading at {@link dev.reflux.engine.AsyncEngine}.
 */
@NullMarked
package dev.reflux.engine;

import org.jspecify.annotations.NullMarked;
