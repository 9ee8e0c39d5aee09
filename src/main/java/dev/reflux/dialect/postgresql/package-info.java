/** PostgreSQL 14 to 18, found by {@link java.util.ServiceLoader}; nobody imports it. */
@NullMarked
package dev.reflux.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
