/**
 * What a database must supply: its lexis, its statements for our own tables, its lock, its traits.
 *
 * <p>May import operation, schema, sql, engine and error. Implementations are found by {@link java.util.ServiceLoader};
 * start reading at {@link dev.reflux.dialect.Dialect}.
 */
@NullMarked
package dev.reflux.dialect;

import org.jspecify.annotations.NullMarked;
