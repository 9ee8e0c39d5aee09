/**
 * The revision graph: revisions, the language of targets, and the plans that lead from one set of heads to another.
 *
 * <p>Pure: no I/O, no SQL, no threads; everything public is immutable. Start reading at
 * {@link dev.reflux.revision.RevisionGraph}.
 */
@NullMarked
package dev.reflux.revision;

import org.jspecify.annotations.NullMarked;
