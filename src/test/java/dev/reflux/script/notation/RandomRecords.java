package dev.reflux.script.notation;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.AutocommitRules;
import dev.reflux.operation.Operation;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Literal;
import dev.reflux.schema.QualifiedName;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Operations with whatever their components can hold, odd texts above all. */
final class RandomRecords {

    private static final List<String> NAMES =
            List.of("id", "email", "Order", "größe", "a b", "null", "yes", "12", "<<", "a: b", "x#y", "-", "\"q\"");
    private static final List<String> TEXTS = List.of(
            "now()",
            "price > 0 AND {x} IS NULL",
            "a, b",
            "'x'::text",
            "ends with a colon:",
            "has # a hash",
            " blank at both ends ",
            "",
            "tab\there",
            "CREATE FUNCTION f() AS $$\nBEGIN\n\n  RETURN 1;\nEND\n$$",
            "one line\n",
            "two lines\nend\n",
            "blank at the end \nof a line",
            "ends with two\n\n",
            "\nbegins with one",
            "  begins\nwith blanks",
            "carriage\r\nreturn",
            "# no comment\nat all",
            "---\n...",
            "null",
            "~",
            "True",
            "off",
            "0x1F",
            "1e3",
            ".nan",
            "2026-01-01",
            "- item",
            "? key",
            "[1, 2]",
            "{a: b}",
            "&anchor",
            "*alias",
            "!tag",
            "|",
            ">",
            "%directive",
            "@at",
            "`tick`",
            "\u202Eturned",
            "\u0085\u2028\uFEFF",
            "😀 emoji",
            "back\\slash \"quoted\" 'single'");
    private static final List<String> TYPES = List.of("bigint", "text", "shop.status", "\"Odd, [type]\"");
    private static final List<String> NUMBERS =
            List.of("0", "-1", "3.140", "1E+3", "1E-7", "12345678901234567890.5", "0.00");

    private final Random random;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    Operation operation() {
        String name = pick(OperationNames.all());
        return (Operation) record(OperationNames.type(name).orElseThrow());
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            Operation operation = operation();
            operations.add(needsAutocommit(operation) ? new Autocommit(List.of(operation)) : operation);
        }
        return operations;
    }

    private static boolean needsAutocommit(Operation operation) {
        try {
            AutocommitRules.checkOutside(operation);
            return false;
        } catch (InvalidOperationException refused) {
            return true;
        }
    }

    /** One that its constructor does not refuse. */
    private Record record(Class<?> type) {
        for (int i = 0; i < 10_000; i++) {
            try {
                return RecordForm.of(type).create(this::component);
            } catch (InvalidOperationException refused) {
                // Another will go together
            }
        }
        throw new IllegalStateException("No " + type.getSimpleName() + " goes together.");
    }

    private @Nullable Object component(RecordKey key) {
        boolean odd = key.component().getType() == String.class && !key.isRequired();
        if (!key.isRequired() && random.nextInt(odd ? 2 : 3) > 0) {
            return key.absent();
        }
        boolean sql = List.of("sql", "condition", "expression", "using", "comment", "value", "where")
                .contains(key.key());
        if (key.type() == String.class) {
            return sql || random.nextInt(10) == 0 ? pick(TEXTS) : pick(NAMES);
        }
        return key.key().equals("operator") ? "&&" : value(key.type());
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class ? list(arguments[0]) : map(arguments[1]);
        }
        if (type == String.class) {
            return pick(NAMES);
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == Long.class) {
            return random.nextBoolean() ? random.nextLong() : (long) random.nextInt(100);
        }
        if (type == DataType.class) {
            return DataType.parse(pick(TYPES));
        }
        if (type == QualifiedName.class) {
            return new QualifiedName(random.nextBoolean() ? null : pick(NAMES), pick(NAMES));
        }
        return composed((Class<?>) type);
    }

    private Object composed(Class<?> type) {
        if (type.isEnum()) {
            return pick(List.of(type.getEnumConstants()));
        }
        if (type == Literal.class) {
            return literal(3);
        }
        if (type == Constraint.class) {
            return record(pick(List.of(Constraint.class.getPermittedSubclasses())));
        }
        if (type == Operation.class) {
            Operation operation = operation();
            return operation instanceof Autocommit ? value(type) : operation;
        }
        return record(type);
    }

    private List<Object> list(Type type) {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            values.add(value(type));
        }
        return values;
    }

    private Map<String, Object> map(Type type) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            values.put(type == String.class ? "fillfactor" + i : pick(NAMES), value(type));
        }
        return values;
    }

    private Literal literal(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new Literal.Null();
            case 1 -> new Literal.Bool(random.nextBoolean());
            case 2 -> new Literal.Numeric(new BigDecimal(pick(NUMBERS)));
            case 3 -> new Literal.Text(pick(TEXTS));
            case 4 -> new Literal.Items(List.of(literal(depth - 1), literal(depth - 1)));
            default -> new Literal.Fields(Map.of(pick(TEXTS), literal(depth - 1)));
        };
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
