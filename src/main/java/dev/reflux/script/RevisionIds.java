package dev.reflux.script;

import dev.reflux.error.Place;
import dev.reflux.error.RevisionGraphException;

/** The rules that every revision id in a file keeps. */
final class RevisionIds {

    private static final int LONGEST = 64;
    private static final String RESERVED = "@+-:,";

    private RevisionIds() {}

    /** Gives back a valid id; refuses any other with {@code invalid_revision_id} at the place. */
    static String requireValid(String id, Place place) {
        int length = id.codePointCount(0, id.length());
        if (length < 1 || length > LONGEST) {
            throw invalid(id, "has " + length + " characters instead of 1 to " + LONGEST, place);
        }
        if (isBlank(id.codePointAt(0)) || isBlank(id.codePointBefore(id.length()))) {
            throw invalid(id, "begins or ends with a blank", place);
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (RESERVED.indexOf(c) >= 0) {
                throw invalid(id, "holds \"" + c + "\", which targets such as a@head or a+1 need", place);
            }
            if (Character.isISOControl(c)) {
                throw invalid(id, String.format("holds the control character U+%04X", (int) c), place);
            }
        }
        return id;
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static RevisionGraphException invalid(String id, String why, Place place) {
        return new RevisionGraphException(
                RevisionGraphException.Kind.INVALID_REVISION_ID,
                "The revision id \"" + id + "\" (" + place.describe() + ") " + why
                        + ". Choose another id; 12 hex digits are usual.",
                place);
    }
}
