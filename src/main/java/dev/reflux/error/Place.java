package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/**
 * Where an error happened, as far as it is known.
 *
 * @param revision id of the revision, or null
 * @param file file (or class path resource) as the user knows it, or null
 * @param line line in the file, counted from 1, or null
 * @param column column in the line in characters, counted from 1, or null
 */
public record Place(
        @Nullable String revision, @Nullable String file, @Nullable Integer line, @Nullable Integer column) {

    /** Nothing is known. */
    public static final Place UNKNOWN = new Place(null, null, null, null);

    /** A whole file. */
    public static Place ofFile(String file) {
        return new Place(null, file, null, null);
    }

    /** A line of a file. */
    public static Place ofLine(String file, int line) {
        return new Place(null, file, line, null);
    }

    /** A character of a file. */
    public static Place of(String file, int line, int column) {
        return new Place(null, file, line, column);
    }

    /** A whole revision. */
    public static Place ofRevision(String revision) {
        return new Place(revision, null, null, null);
    }

    /** The same place in the given revision. */
    public Place inRevision(String id) {
        return new Place(id, file, line, column);
    }

    /** {@code file:line:column} with the unknown parts left out; empty when the file is unknown. */
    public String describe() {
        if (file == null) {
            return "";
        }
        StringBuilder text = new StringBuilder(file);
        if (line != null) {
            text.append(':').append(line);
            if (column != null) {
                text.append(':').append(column);
            }
        }
        return text.toString();
    }
}
