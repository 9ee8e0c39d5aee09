/**
 * The environment that a run happens in: mode, connection or writer, transactions, version and history rows.
 *
 * <p>May import script, migration, dialect, operation, revision, engine, schema, config and error. Start reading at
 * {@link dev.reflux.runtime.MigrationEnvironment}, then {@link dev.reflux.runtime.StepRunner}.
 */
@NullMarked
package dev.reflux.runtime;

import org.jspecify.annotations.NullMarked;
