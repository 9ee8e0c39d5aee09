package dev.reflux.schema;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a built-in type takes in parentheses. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are of List.of
enum TypeModifier {
    NONE(List.of()),
    LENGTH(List.of(new Range("a length", 1, 10_485_760, null))),
    /** One character where nothing is said. */
    FIXED_LENGTH(List.of(new Range("a length", 1, 10_485_760, "1"))),
    BITS(List.of(new Range("a length", 1, 83_886_080, null))),
    /** One bit where nothing is said. */
    FIXED_BITS(List.of(new Range("a length", 1, 83_886_080, "1"))),
    /** Digits of a second. */
    FRACTION(List.of(new Range("a precision", 0, 6, null))),
    /** Bits of a mantissa. */
    MANTISSA(List.of(new Range("a precision", 1, 53, null))),
    DECIMAL(List.of(new Range("a precision", 1, 1000, null), new Range("a scale", -1000, 1000, "0")));

    /**
     * The values of an argument.
     *
     * @param absent what is meant where only those before it are given; null: nothing
     */
    private record Range(String what, int least, int most, @Nullable String absent) {

        private static final int MOST_DIGITS = 12;

        @Nullable
        Integer read(String text) {
            if (text.length() > MOST_DIGITS || !text.matches("[-+]?[0-9]+")) {
                return null;
            }
            long value = new BigInteger(text).longValueExact();
            return value < least || value > most ? null : Integer.valueOf((int) value);
        }

        @Override
        public String toString() {
            return what + " from " + least + " to " + most;
        }
    }

    private final List<Range> ranges;

    TypeModifier(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** The arguments as they are kept, so that the same type is equal. */
    List<String> canonical(String type, List<String> arguments) {
        if (arguments.size() > ranges.size()) {
            throw invalid(type, arguments, ranges.isEmpty() ? "takes no arguments" : "takes " + allowed() + " only");
        }
        List<String> result = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Integer value = ranges.get(i).read(arguments.get(i));
            if (value == null) {
                throw invalid(type, arguments, "takes " + allowed());
            }
            result.add(value.toString());
        }
        String absent =
                result.size() < ranges.size() ? ranges.get(result.size()).absent() : null;
        if (absent != null) {
            result.add(absent);
        }
        return List.copyOf(result);
    }

    private String allowed() {
        return String.join(" and ", ranges.stream().map(Range::toString).toList());
    }

    private static RuntimeException invalid(String type, List<String> arguments, String problem) {
        return Arguments.invalid(
                "type", "\"" + type + "(" + String.join(",", arguments) + ")\" is no type: " + type + " " + problem);
    }
}
