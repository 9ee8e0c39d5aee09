/** Java sources compiled in memory, and their classes. */
@NullMarked
package dev.reflux.script.compiler;

import org.jspecify.annotations.NullMarked;
