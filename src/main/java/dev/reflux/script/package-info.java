/** Revision files: finding, parsing and writing them. */
@NullMarked
package dev.reflux.script;

import org.jspecify.annotations.NullMarked;
