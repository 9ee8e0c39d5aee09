package dev.reflux.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as configuration files write them: {@code 200ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code PT10S}. */
public final class Durations {

    private static final Pattern SHORT = Pattern.compile("([0-9]{1,18})(ms|s|m|h|d)");

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+");

    private Durations() {}

    /**
     * What keeps a text from being a timeout of the server, to be read after its name ("must have a unit, …"), or null.
     */
    public static @Nullable String problem(String text) {
        if (NUMBER.matcher(text).matches()) {
            return "must have a unit, as in 200ms, 10s, 5m or 1h, not '" + text + "'";
        }
        Optional<Duration> parsed = parse(text);
        return parsed.isPresent()
                ? Checks.duration(parsed.get())
                : "must be a duration, as in 200ms, 10s, 5m, 1h or PT10S, not '" + text + "'";
    }

    /** The duration, or nothing where the text is none. */
    public static Optional<Duration> parse(String text) {
        try {
            Matcher matcher = SHORT.matcher(text);
            if (matcher.matches()) {
                return Optional.of(of(Long.parseLong(matcher.group(1)), matcher.group(2)));
            }
            return text.toUpperCase(Locale.ROOT).startsWith("P") ? Optional.of(Duration.parse(text)) : Optional.empty();
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return Optional.empty();
        }
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
