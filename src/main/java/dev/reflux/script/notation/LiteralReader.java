package dev.reflux.script.notation;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.schema.Literal;
import dev.reflux.script.notation.YamlNode.Fields;
import dev.reflux.script.notation.YamlNode.Items;
import dev.reflux.script.notation.YamlNode.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads values of any kind: quoted scalars are texts, others what YAML's core schema makes of them. */
final class LiteralReader {

    /** More than the digits that PostgreSQL's numeric holds; parsing time grows with the square of their number. */
    private static final int LONGEST_NUMBER = 150_000;

    /** Digits before and after the point that PostgreSQL's numeric holds. */
    private static final int MOST_BEFORE_POINT = 131_072;

    private static final int MOST_AFTER_POINT = 16_383;

    private final BodyFile file;

    LiteralReader(BodyFile file) {
        this.file = file;
    }

    Literal read(YamlNode node, Whereabouts where) {
        if (node instanceof Items items) {
            List<Literal> values = new ArrayList<>();
            items.values().forEach(each -> values.add(read(each, where.entry(values.size() + 1))));
            return new Literal.Items(values);
        }
        if (node instanceof Fields fields) {
            Map<String, Literal> values = new LinkedHashMap<>();
            fields.values().forEach((key, field) -> values.put(key, read(field.value(), where.key(key))));
            return new Literal.Fields(values);
        }
        return scalar((Scalar) node, where);
    }

    private Literal scalar(Scalar scalar, Whereabouts where) {
        if (!scalar.plain()) {
            return text(scalar, scalar.text(), where);
        }
        if (scalar.isNull()) {
            return new Literal.Null();
        }
        Optional<Boolean> flag = CoreSchema.flag(scalar.text());
        if (flag.isPresent()) {
            return new Literal.Bool(flag.get());
        }
        return number(scalar, where)
                .<Literal>map(Literal.Numeric::new)
                .orElseGet(
                        () -> text(scalar, CoreSchema.nonFinite(scalar.text()).orElse(scalar.text()), where));
    }

    private Literal text(Scalar scalar, String value, Whereabouts where) {
        try {
            return new Literal.Text(value);
        } catch (InvalidOperationException refusal) {
            throw file.error(scalar.position(), where + " " + refusal.problem() + ".");
        }
    }

    /** The finite number that a scalar means; empty when it is quoted, or means something else. */
    Optional<BigDecimal> number(Scalar scalar, Whereabouts where) {
        if (!scalar.plain() || scalar.text().isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<BigDecimal> number =
                    scalar.text().length() > LONGEST_NUMBER ? Optional.empty() : CoreSchema.number(scalar.text());
            if (number.filter(LiteralReader::isTooLarge).isEmpty()) {
                return number;
            }
        } catch (NumberFormatException tooLarge) {
            // Told below
        }
        throw file.error(
                scalar.position(),
                where + " is a number with more digits than a database holds. If it is meant as text, put it in"
                        + " quotes.");
    }

    private static boolean isTooLarge(BigDecimal number) {
        return number.scale() > MOST_AFTER_POINT || (long) number.precision() - number.scale() > MOST_BEFORE_POINT;
    }
}
