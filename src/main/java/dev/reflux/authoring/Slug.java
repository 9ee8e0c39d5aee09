package dev.reflux.authoring;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A message as part of a name. Follows Alembic, whose {@code truncate_slug_length} is 40 too. */
final class Slug {

    private static final int LONGEST = 40;

    /** Python's {@code \w}, and marks too, without which many scripts lose their vowels. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");

    private static final Pattern DANGLING = Pattern.compile("^_+|_+$");

    private Slug() {}

    /** The words in lower case, joined by underscores and cut, where one of the first words allows that, between words. */
    static String of(@Nullable String message) {
        String joined = WORD.matcher(message == null ? "" : message)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("_"))
                .toLowerCase(Locale.ROOT);
        String slug = trimmed(joined);
        if (slug.codePointCount(0, slug.length()) <= LONGEST) {
            return slug;
        }
        String cut = slug.substring(0, slug.offsetByCodePoints(0, LONGEST));
        int end = cut.lastIndexOf('_');
        return trimmed(end > 0 ? cut.substring(0, end) : cut);
    }

    private static String trimmed(String slug) {
        return DANGLING.matcher(slug).replaceAll("");
    }
}
