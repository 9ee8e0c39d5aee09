/** Operations as YAML and as Java, written and read by the components of their records. */
@NullMarked
package dev.reflux.script.notation;

import org.jspecify.annotations.NullMarked;
