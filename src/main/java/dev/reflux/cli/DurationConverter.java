package dev.reflux.cli;

import dev.reflux.config.LockConfig;
import dev.reflux.error.ConfigException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as the configuration file writes it: {@code 200ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code PT10S}. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        try {
            return new LockConfig(true, parse(value)).timeout();
        } catch (ConfigException refused) {
            throw new TypeConversionException("'" + value + "' cannot be used: " + refused.getMessage());
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException malformed) {
            throw new TypeConversionException("expected a duration such as 200ms, 10s or 5m but was '" + value + "'");
        }
    }

    private static Duration parse(String value) {
        String text = value.toLowerCase(Locale.ROOT);
        if (text.startsWith("p")) {
            return Duration.parse(value);
        }
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        long amount = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new NumberFormatException(value);
        };
    }
}
