/** Where revision files lie, and what is in them as text. */
@NullMarked
package dev.reflux.script.source;

import org.jspecify.annotations.NullMarked;
