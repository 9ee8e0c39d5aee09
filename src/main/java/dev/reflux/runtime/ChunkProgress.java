package dev.reflux.runtime;

import org.jspecify.annotations.Nullable;

/**
 * How far an update by ranges of a key has come.
 *
 * @param table the table, with its schema where it was given
 * @param rows how many rows the ranges so far span, those of the last range, which nobody counts, left out
 * @param estimatedRows how many rows the table has, as the database estimates; null where it does not know
 * @param changed how many rows were updated
 * @param finished whether the last range is done
 */
public record ChunkProgress(String table, long rows, @Nullable Long estimatedRows, long changed, boolean finished) {}
