package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.notation.Nearest;
import dev.reflux.sql.LineComment;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lines {@code -- +word} that divide a {@code .sql} revision file. */
enum SqlMarker {
    UPGRADE,
    DOWNGRADE,
    AUTOCOMMIT,
    END;

    /** With a blank after the plus sign, the known words alone: they would otherwise be overlooked. */
    private static final Pattern MARKER = Pattern.compile(
            "\\+\\p{L}.*|\\+\\s+(?:upgrade|downgrade|autocommit|end)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Map<String, SqlMarker> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(marker -> marker.word, Function.identity()));

    private static final List<String> WORDS =
            Arrays.stream(values()).map(marker -> marker.word).toList();

    private final String word;

    SqlMarker() {
        word = name().toLowerCase(Locale.ROOT);
    }

    /** Whether a comment that fills a line is meant as a marker, right or wrong. */
    static boolean isMarker(String comment) {
        return comment.startsWith("+")
                && (BY_WORD.containsKey(comment.substring(1))
                        || MARKER.matcher(comment).matches());
    }

    /**
     * The marker that the comment is; refuses one that does not exist.
     *
     * @param file the file that it stands in, as errors name it
     */
    static SqlMarker of(LineComment comment, String file) {
        String word = comment.text().substring(1);
        SqlMarker marker = BY_WORD.get(word);
        if (marker != null) {
            return marker;
        }
        Place place =
                Place.of(file, comment.position().line(), comment.position().column());
        String firstWord = word.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        Optional<String> nearest = Nearest.to(firstWord, WORDS);
        throw new InvalidRevisionFileException(
                "There is no marker \"-- " + comment.text() + "\" (" + place.describe() + "). "
                        + nearest.map(meant -> "Was \"-- +" + meant + "\" meant?")
                                .orElse("Markers are -- +" + String.join(", -- +", WORDS)
                                        + "; begin a mere comment with something other than +."),
                place);
    }

    /** The whole line. */
    String line() {
        return "-- +" + word;
    }
}
