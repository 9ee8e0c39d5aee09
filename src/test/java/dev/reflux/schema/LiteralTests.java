package dev.reflux.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.InvalidOperationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTests {

    private static Literal number(String value) {
        return new Literal.Numeric(new BigDecimal(value));
    }

    private static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of((byte) -128, "-128"),
                Arguments.of((short) 3, "3"),
                Arguments.of(3, "3"),
                Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                Arguments.of(new BigDecimal("1.10"), "1.10"),
                Arguments.of(0.1, "0.1"),
                Arguments.of(0.1f, "0.1"),
                Arguments.of(1e300, "1.0E+300"),
                Arguments.of(new AtomicLong(7), "7"));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersAreExact(Number value, String expected) {
        assertThat(Literal.of(value)).isEqualTo(number(expected));
    }

    private static Stream<Arguments> texts() {
        OffsetDateTime offset = OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 6_000, ZoneOffset.ofHours(2));
        return Stream.of(
                Arguments.of("it's", "it's"),
                Arguments.of(CharBuffer.wrap("built"), "built"),
                Arguments.of('x', "x"),
                Arguments.of("", ""),
                Arguments.of(DayOfWeek.MONDAY, "MONDAY"),
                Arguments.of(
                        UUID.fromString("0b5f6c62-0b0f-4b1c-8a3d-000000000001"),
                        "0b5f6c62-0b0f-4b1c-8a3d-000000000001"),
                Arguments.of(new byte[] {0, 1, -1}, "\\x0001ff"),
                Arguments.of(new byte[0], "\\x"),
                Arguments.of(LocalDate.of(2026, 1, 2), "2026-01-02"),
                Arguments.of(LocalTime.of(3, 4), "03:04"),
                Arguments.of(LocalTime.of(3, 4, 5, 6_000), "03:04:05.000006"),
                Arguments.of(OffsetTime.of(3, 4, 5, 0, ZoneOffset.ofHours(-5)), "03:04:05-05:00"),
                Arguments.of(LocalDateTime.of(2026, 1, 2, 3, 4), "2026-01-02 03:04"),
                Arguments.of(offset, "2026-01-02 03:04:05.000006+02:00"),
                Arguments.of(offset.toInstant(), "2026-01-02 01:04:05.000006Z"),
                Arguments.of(Instant.EPOCH, "1970-01-01 00:00Z"),
                Arguments.of(
                        ZonedDateTime.of(2026, 7, 1, 12, 0, 0, 0, ZoneId.of("Europe/Berlin")), "2026-07-01 10:00Z"),
                Arguments.of(Duration.ofMillis(-1500), "PT-1.5S"),
                Arguments.of(Period.of(1, 2, 3), "P1Y2M3D"),
                Arguments.of(Double.NaN, "NaN"),
                Arguments.of(Double.NEGATIVE_INFINITY, "-Infinity"),
                Arguments.of(Float.POSITIVE_INFINITY, "Infinity"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void otherValuesAreTextsThatTheServerReads(Object value, String expected) {
        assertThat(Literal.of(value)).isEqualTo(new Literal.Text(expected));
    }

    @Test
    void nullTruthAndLiteralsAreWhatTheyAre() {
        Literal literal = new Literal.Text("x");

        assertThat(Literal.of(null)).isEqualTo(new Literal.Null());
        assertThat(Literal.of(true)).isEqualTo(new Literal.Bool(true));
        assertThat(Literal.of(literal)).isSameAs(literal);
    }

    @Test
    void collectionsAndArraysKeepTheirOrderAndTheirNulls() {
        Literal expected = new Literal.Items(List.of(number("1"), new Literal.Null(), number("3")));

        assertThat(Literal.of(Arrays.asList(1, null, 3))).isEqualTo(expected);
        assertThat(Literal.of(new Object[] {1, null, 3})).isEqualTo(expected);
        assertThat(Literal.of(new int[] {1, 2})).isEqualTo(new Literal.Items(List.of(number("1"), number("2"))));
        assertThat(Literal.of(new int[0][0])).isEqualTo(new Literal.Items(List.of()));
    }

    @Test
    void setsWithoutAnOrderAreSorted() {
        Literal expected = new Literal.Items(Stream.of("four", "one", "three", "two")
                .<Literal>map(Literal.Text::new)
                .toList());

        assertThat(Literal.of(Set.of("one", "two", "three", "four"))).isEqualTo(expected);
        assertThat(Literal.of(new HashSet<>(List.of("one", "two", "three", "four"))))
                .isEqualTo(expected);
        assertThat(Literal.of(new TreeSet<>(List.of(2, 10)))).isEqualTo(Literal.of(List.of(2, 10)));
        assertThat(Literal.of(new LinkedHashSet<>(List.of("b", "a")))).isEqualTo(Literal.of(List.of("b", "a")));
    }

    @Test
    void mapsKeepTheirOrderAndWhatIsInThem() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", List.of(true));
        map.put("a", null);

        Literal.Fields fields = (Literal.Fields) Literal.of(map);

        assertThat(fields.values())
                .containsExactly(
                        Map.entry("z", new Literal.Items(List.of(new Literal.Bool(true)))),
                        Map.entry("a", new Literal.Null()));
    }

    @Test
    void aMapWithANullKeyIsRefused() {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> Literal.of(Collections.singletonMap(null, 1)))
                .withMessage("value is a map with a key that is null; JSON has texts only.");
    }

    @Test
    void keysThatWouldBecomeOneAreRefused() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(1, "a");
        map.put("1", "b");

        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> Literal.of(map))
                .withMessage("value is a map with two keys that are written \"1\".");
    }

    @Test
    void aValueWithoutALiteralIsRefused() {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> Literal.of(Optional.of(1)))
                .withMessage("value is a java.util.Optional, which has no literal; give a text in the form that the"
                        + " database reads.");
    }

    @Test
    void aNumberThatIsNotWrittenAsOneIsRefused() {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> Literal.of(new Half()))
                .withMessageEndingWith("$Half, which has no literal; give a text in the form that the database reads.");
    }

    /** Written as a fraction. */
    private static final class Half extends Number {

        private static final long serialVersionUID = 1L;

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return 0.5f;
        }

        @Override
        public double doubleValue() {
            return 0.5;
        }

        @Override
        public String toString() {
            return "1/2";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83D\uD83D\uDE00"})
    void aTextThatCannotBeStoredIsRefused(String text) {
        assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> Literal.of(text));
        assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> Literal.of(Map.of(text, 1)));
        assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> Literal.of(List.of(text)));
        assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> new QualifiedName(null, text));
    }

    @Test
    void wholeCharactersBeyondTheFirstPlaneAreTexts() {
        assertThat(Literal.of("😀")).isEqualTo(new Literal.Text("😀"));
    }

    @Test
    void aLiteralDoesNotChangeWithWhatItWasMadeOf() {
        Object[] array = {1};
        Literal literal = Literal.of(array);
        array[0] = 2;

        assertThat(literal).isEqualTo(new Literal.Items(List.of(number("1"))));
    }
}
