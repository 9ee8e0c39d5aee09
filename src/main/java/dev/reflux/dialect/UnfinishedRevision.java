package dev.reflux.dialect;

import org.jspecify.annotations.Nullable;

/**
 * A revision whose run was left half-way, after some of its statements had been committed.
 *
 * @param id key of its history row
 * @param revision its id
 * @param direction {@code upgrade} or {@code downgrade}
 * @param statements how many statements were begun
 * @param progressHash hash over the statements known to be done
 * @param intent what was recorded of the last statement that was begun, where it is not known whether it took effect; null
 *     where all that were begun are done
 */
public record UnfinishedRevision(
        long id, String revision, String direction, int statements, String progressHash, @Nullable String intent) {}
