/** Revision files: their heads and bodies, read, checked and written. */
@NullMarked
package dev.reflux.script;

import org.jspecify.annotations.NullMarked;
