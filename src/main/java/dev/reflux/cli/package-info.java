/**
 * The command line: a thin shell around the facade, and the only package that sets up logging.
 *
 * <p>May import the facade and what is below it. Start reading at {@code RefluxCli}.
 */
@NullMarked
package dev.reflux.cli;

import org.jspecify.annotations.NullMarked;
