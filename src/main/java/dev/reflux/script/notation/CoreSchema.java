package dev.reflux.script.notation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What scalars without quotes mean.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2, core schema</a>
 */
public final class CoreSchema {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern INFINITY = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("\\.(?:nan|NaN|NAN)");

    private CoreSchema() {}

    public static boolean isNull(String text) {
        return NULLS.contains(text);
    }

    static Optional<Boolean> flag(String text) {
        if (TRUE.contains(text)) {
            return Optional.of(true);
        }
        return FALSE.contains(text) ? Optional.of(false) : Optional.empty();
    }

    /**
     * The finite number that a text means.
     *
     * @throws NumberFormatException if its exponent is out of all bounds
     */
    static Optional<BigDecimal> number(String text) {
        if (OCTAL.matcher(text).matches()) {
            return Optional.of(new BigDecimal(new BigInteger(text.substring(2), 8)));
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return Optional.of(new BigDecimal(new BigInteger(text.substring(2), 16)));
        }
        return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** The number without a finite value that a text means, as databases write it. */
    static Optional<String> nonFinite(String text) {
        if (INFINITY.matcher(text).matches()) {
            return Optional.of(text.startsWith("-") ? "-Infinity" : "Infinity");
        }
        return NOT_A_NUMBER.matcher(text).matches() ? Optional.of("NaN") : Optional.empty();
    }

    /** Whether a text means something else than itself. */
    static boolean hasMeaning(String text) {
        return isNull(text)
                || flag(text).isPresent()
                || OCTAL.matcher(text).matches()
                || HEXADECIMAL.matcher(text).matches()
                || DECIMAL.matcher(text).matches()
                || nonFinite(text).isPresent();
    }
}
