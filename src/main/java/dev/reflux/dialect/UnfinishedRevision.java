package dev.reflux.dialect;

/**
 * A revision whose run was left half-way, after some of its statements had been committed.
 *
 * @param id key of its history row
 * @param revision its id
 * @param direction {@code upgrade} or {@code downgrade}
 * @param statements how many statements were begun
 * @param progressHash hash over the statements known to be done
 */
public record UnfinishedRevision(long id, String revision, String direction, int statements, String progressHash) {}
