/**
 * What authors of Java revisions write against. Start reading at {@link dev.reflux.migration.Migration}.
 */
@NullMarked
package dev.reflux.migration;

import org.jspecify.annotations.NullMarked;
