/**
 * Tables, columns, types, constraints and indexes as immutable data.
 *
 * <p>Pure. A component that is null was not given; its record says what that means. Arguments that do not go together are
 * refused by the constructors with {@link dev.reflux.error.InvalidOperationException}.
 */
@NullMarked
package dev.reflux.schema;

import org.jspecify.annotations.NullMarked;
