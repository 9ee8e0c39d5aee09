package dev.reflux.script.notation;

import dev.reflux.schema.Literal;
import dev.reflux.schema.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes values such that {@link Literal#of} makes the same literals of them. */
final class JavaLiterals {

    private final JavaImports imports;

    JavaLiterals(JavaImports imports) {
        this.imports = imports;
    }

    JavaCode of(Literal literal) {
        if (literal instanceof Literal.Text text) {
            return JavaTextCode.of(text.value());
        }
        if (literal instanceof Literal.Numeric numeric) {
            return number(numeric.value());
        }
        if (literal instanceof Literal.Items items) {
            return list(items.values());
        }
        if (literal instanceof Literal.Fields fields) {
            return fields(fields.values(), this::of);
        }
        return JavaCode.word(literal instanceof Literal.Bool bool ? bool.value() : "null");
    }

    /** Values by key, in order. */
    <T> JavaCode fields(Map<String, T> values, Function<? super T, ? extends JavaCode> code) {
        List<JavaCode> arguments = new ArrayList<>();
        values.forEach((key, value) -> {
            arguments.add(JavaTextCode.of(key));
            arguments.add(code.apply(value));
        });
        return JavaCode.call(imports.member(Values.class, "fields"), arguments);
    }

    private JavaCode number(BigDecimal value) {
        if (value.scale() != 0 || value.unscaledValue().bitLength() >= Long.SIZE) {
            return JavaCode.call("new " + imports.type(BigDecimal.class), JavaTextCode.of(value.toString()));
        }
        BigInteger whole = value.unscaledValue();
        return JavaCode.word(whole.bitLength() < Integer.SIZE ? whole : whole + "L");
    }

    /** The type of the elements is told where the compiler would have to find one that mixed elements have in common. */
    private JavaCode list(List<Literal> values) {
        List<JavaCode> elements = values.stream().map(this::of).toList();
        boolean mixed = values.stream()
                        .filter(each -> !(each instanceof Literal.Null))
                        .map(Object::getClass)
                        .distinct()
                        .count()
                > 1;
        String type = mixed ? "<Object>" : "";
        if (!values.contains(new Literal.Null())) {
            return JavaCode.call(imports.type(List.class) + "." + type + "of", elements);
        }
        return values.size() == 1
                ? JavaCode.call(imports.type(Collections.class) + ".singletonList", elements)
                : JavaCode.call(imports.type(Arrays.class) + "." + type + "asList", elements);
    }
}
