package dev.reflux.dialect;

import org.jspecify.annotations.Nullable;

/** The statements of an update by ranges of a key. Keys are passed as the texts that the database gave. */
public interface ChunkStatements {

    /** The update of all rows in one statement. */
    String whole();

    /** About how many rows there are: one row with {@code rows}, a {@code bigint}, 0 where it is not known. */
    String estimate();

    /**
     * Where the range ends that begins after a key: one row with {@code key}, a text; no row where it is the last.
     *
     * @param after null: at the least key
     */
    String end(@Nullable String after);

    /**
     * The update of a range: one row with the counts {@code changed}, of which {@code again} would be updated again and
     * {@code moved} left the range, each a {@code bigint}.
     *
     * @param after the key before the range; null: none
     * @param upTo the last key of the range; null: the last range, to which rows without key belong
     */
    String update(@Nullable String after, @Nullable String upTo);
}
