package dev.reflux.dialect.postgresql;

import dev.reflux.schema.DataType;
import dev.reflux.schema.Literal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Values as literals of a type.
 *
 * <p>A text is taken in the form in which the server reads it for the type: for JSON it is JSON, for an array
 * {@code {a,b}}. What the server would change without a word, such as a fraction given to an integer, is refused.
 */
final class PostgresqlLiterals {

    private static final BigDecimal LARGEST_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

    /** Beyond it a number is written with an exponent. */
    private static final int MOST_ZEROS = 40;

    private PostgresqlLiterals() {}

    /**
     * A literal where the server knows the type that is wanted: a default, a value to insert.
     *
     * @param type null where only the server knows it; it then takes what is quoted for whatever it is
     */
    static String assigned(ValueSite site, Literal value, @Nullable DataType type) {
        String text = text(site, value, type);
        if (text == null) {
            return "NULL";
        }
        return isBare(value, type) ? text : PostgresqlText.literal(text);
    }

    /** A literal anywhere in a statement. */
    static String inExpression(ValueSite site, Literal value, @Nullable DataType type) {
        if (type == null) {
            return untyped(site, value);
        }
        String text = text(site, value, type);
        // Unlike ::type, it stays whole before brackets and words that could be the type's
        return text != null && hasItsType(value, type)
                ? text
                : "CAST(" + PostgresqlText.literal(text) + " AS " + PostgresqlTypes.of(type) + ')';
    }

    /** A number as SQL and JSON write it. */
    static String number(BigDecimal value) {
        boolean plain = value.scale() >= -MOST_ZEROS && value.scale() <= MOST_ZEROS;
        return plain ? value.toPlainString() : value.toString();
    }

    /** What stands between the quotes; null for {@code NULL}. */
    static @Nullable String text(ValueSite site, Literal value, @Nullable DataType type) {
        if (value instanceof Literal.Null) {
            return null;
        }
        if (value instanceof Literal.Text text) {
            return text.value();
        }
        if (type != null && type.dimensions() > 0) {
            return ArrayText.of(site, value, type);
        }
        if (ValueKind.of(type) == ValueKind.JSON) {
            return JsonText.of(value);
        }
        return value instanceof Literal.Numeric number ? numeric(site, number.value(), type) : other(site, value, type);
    }

    private static String numeric(ValueSite site, BigDecimal value, @Nullable DataType type) {
        ValueKind kind = ValueKind.of(type);
        if (kind == ValueKind.INTEGER) {
            return integer(site, value, type);
        }
        if (kind == ValueKind.BOOLEAN) {
            boolean one = value.compareTo(BigDecimal.ONE) == 0;
            if (!one && value.signum() != 0) {
                throw site.mismatch(number(value), type, "write true or false");
            }
            return Boolean.toString(one);
        }
        return number(value);
    }

    private static String integer(ValueSite site, BigDecimal value, @Nullable DataType type) {
        if (value.signum() != 0 && value.stripTrailingZeros().scale() > 0) {
            throw site.mismatch(number(value), type, "the server would round it; write a whole number");
        }
        return number(value.scale() > 0 ? value.setScale(0) : value);
    }

    private static String other(ValueSite site, Literal value, @Nullable DataType type) {
        ValueKind kind = ValueKind.of(type);
        if (value instanceof Literal.Bool bool) {
            if (kind.isNumeric()) {
                throw site.mismatch(Boolean.toString(bool.value()), type, "write a number");
            }
            return Boolean.toString(bool.value());
        }
        if (value instanceof Literal.Fields && type == null) {
            return JsonText.of(value);
        }
        String what = value instanceof Literal.Fields ? "a map" : "a list";
        throw site.mismatch(what, type, "give an array or a JSON type, or a text in the form that the server reads");
    }

    /** Whether the type takes the value without quotes, and nothing is lost. */
    private static boolean isBare(Literal value, @Nullable DataType type) {
        if (type == null || type.dimensions() > 0) {
            return false;
        }
        ValueKind kind = ValueKind.of(type);
        return kind == ValueKind.BOOLEAN
                ? !(value instanceof Literal.Text)
                : kind.isNumeric() && value instanceof Literal.Numeric;
    }

    /** Whether the bare value has the type already, wherever it stands. */
    private static boolean hasItsType(Literal value, DataType type) {
        if (!isBare(value, type)) {
            return false;
        }
        return ValueKind.of(type) == ValueKind.BOOLEAN
                || (type.name().equals("integer")
                        && value instanceof Literal.Numeric number
                        && isSmall(number.value()));
    }

    /** Neither negative, which would meet the operator before it, nor a bigint. */
    private static boolean isSmall(BigDecimal value) {
        return value.signum() >= 0 && value.compareTo(LARGEST_INT) <= 0;
    }

    private static String untyped(ValueSite site, Literal value) {
        String text = text(site, value, null);
        if (text == null) {
            return "NULL";
        }
        if (value instanceof Literal.Numeric number) {
            return number.value().signum() < 0 ? '(' + text + ')' : text;
        }
        return value instanceof Literal.Bool ? text : PostgresqlText.literal(text);
    }
}
