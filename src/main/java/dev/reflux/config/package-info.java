/**
 * Immutable configuration values, and the loader that reads them from {@code application.yaml}.
 *
 * <p>May import only {@code error}. Start reading at {@link dev.reflux.config.RefluxConfig}, which holds the values, then
 * {@link dev.reflux.config.ConfigLoader}, which finds and reads the file. Every key is declared once, in {@code Settings}.
 */
@NullMarked
package dev.reflux.config;

import org.jspecify.annotations.NullMarked;
