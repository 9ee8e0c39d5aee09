/**
 * Changes of a schema as immutable data: what revisions are made of, whichever format they are written in.
 *
 * <p>Pure. Start reading at {@link dev.reflux.operation.Operation}. The names of components are, in camel case, the keys of
 * YAML revisions; {@link dev.reflux.schema.Key} marks the exceptions.
 */
@NullMarked
package dev.reflux.operation;

import org.jspecify.annotations.NullMarked;
