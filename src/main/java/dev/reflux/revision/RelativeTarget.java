package dev.reflux.revision;

import dev.reflux.error.UsageException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A target of the form {@code [LABEL@][REV](+|-)N}.
 *
 * <p>Follows Alembic's {@code _relative_destination}, but reads the whole string: what comes after the number is a
 * {@link UsageException}, not ignored.
 *
 * @param label what stands before the @, or null
 * @param symbol the start, or null for the current heads
 * @param steps how far, negative downwards; numbers that do not fit are cut off at the greatest int
 */
record RelativeTarget(@Nullable String label, @Nullable String symbol, int steps) {

    private static final Pattern FORM =
            Pattern.compile("(?:(.+?)@)?(\\w+)?([+-][0-9]+)", Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL);

    /** The target read as a relative one; empty when it has another form or is a name that the files know. */
    static Optional<RelativeTarget> parse(String target, Names names) {
        Matcher matcher = FORM.matcher(target);
        if (!matcher.lookingAt() || names.exact(target) != null) {
            return Optional.empty();
        }
        if (matcher.matches()) {
            return Optional.of(new RelativeTarget(matcher.group(1), matcher.group(2), steps(matcher.group(3))));
        }
        int at = target.indexOf('@');
        boolean labelOnlyLooksRelative = at > 0
                && names.exact(target.substring(0, at)) != null
                && !FORM.matcher(target.substring(at + 1)).lookingAt();
        if (labelOnlyLooksRelative) {
            return Optional.empty();
        }
        throw new UsageException("Target " + NameRules.shown(target)
                + " is not understood: nothing may follow the number of a relative target such as REV+2 or LABEL@-1.");
    }

    /** Whether it counts from the current heads. */
    boolean fromCurrent() {
        return symbol == null;
    }

    private static int steps(String signed) {
        try {
            return Integer.parseInt(signed);
        } catch (NumberFormatException tooLong) {
            return signed.charAt(0) == '-' ? -Integer.MAX_VALUE : Integer.MAX_VALUE;
        }
    }
}
