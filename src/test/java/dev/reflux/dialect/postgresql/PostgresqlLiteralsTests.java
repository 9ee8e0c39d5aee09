package dev.reflux.dialect.postgresql;

import static dev.reflux.schema.Types.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Literal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresqlLiteralsTests {

    private static final DataType OWN = new DataType("shop", "status", false, List.of(), 0);

    private static String literal(@Nullable DataType type, @Nullable Object value) {
        return PostgresqlLiterals.assigned(ValueSite.of("default"), Literal.of(value), type);
    }

    private static void assertRefused(@Nullable DataType type, Object value, String problem) {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> literal(type, value))
                .withMessage("default is " + problem + '.');
    }

    @Test
    void textsAreQuoted() {
        DataType text = type("text");

        assertThat(literal(text, "")).isEqualTo("''");
        assertThat(literal(text, "it's \"x\"")).isEqualTo("'it''s \"x\"'");
        assertThat(literal(text, "end\\'")).isEqualTo("E'end\\\\'''");
        assertThat(literal(text, "line\nbreak\ttab žluť 😀 $1 %s ?")).isEqualTo("'line\nbreak\ttab žluť 😀 $1 %s ?'");
        assertThat(literal(text, null)).isEqualTo("NULL");
        assertThat(literal(OWN, "NULL")).isEqualTo("'NULL'");
    }

    @Test
    void numbersAreBareForNumericTypesAndQuotedForOthers() {
        assertThat(literal(type("integer"), 5)).isEqualTo("5");
        assertThat(literal(type("tinyint"), -5)).isEqualTo("-5");
        assertThat(literal(type("bigint"), new BigDecimal("5.00"))).isEqualTo("5");
        assertThat(literal(type("integer"), new BigDecimal("2E+3"))).isEqualTo("2000");
        assertThat(literal(type("numeric(10,2)"), new BigDecimal("1.50"))).isEqualTo("1.50");
        assertThat(literal(type("double"), new BigDecimal("1E+300"))).isEqualTo("1E+300");
        assertThat(literal(type("double precision"), Double.NaN)).isEqualTo("'NaN'");
        assertThat(literal(type("integer"), "5")).isEqualTo("'5'");
        assertThat(literal(type("text"), 0)).isEqualTo("'0'");
        assertThat(literal(type("date"), 20240101)).isEqualTo("'20240101'");
        assertThat(literal(OWN, 7)).isEqualTo("'7'");
        assertThat(literal(null, 7)).isEqualTo("'7'");
        assertRefused(
                type("bigint"),
                0.5,
                "0.5, which does not go with the type bigint; the server would round it; write a whole number");
    }

    @Test
    void hugeExponentIsNotWrittenOut() {
        assertThat(literal(type("numeric"), new BigDecimal("1E+1000000000"))).isEqualTo("1E+1000000000");
        assertThat(literal(type("integer"), new BigDecimal("1E+1000000000"))).isEqualTo("1E+1000000000");
    }

    @Test
    void booleansAreBareForBooleansAndQuotedForOthers() {
        assertThat(literal(type("boolean"), true)).isEqualTo("true");
        assertThat(literal(type("boolean"), 0)).isEqualTo("false");
        assertThat(literal(type("boolean"), 1)).isEqualTo("true");
        assertThat(literal(type("boolean"), "yes")).isEqualTo("'yes'");
        assertThat(literal(type("text"), false)).isEqualTo("'false'");
        assertThat(literal(null, false)).isEqualTo("'false'");
        assertRefused(type("boolean"), 2, "2, which does not go with the type boolean; write true or false");
        assertRefused(type("numeric(4,2)"), true, "true, which does not go with the type numeric(4,2); write a number");
    }

    @Test
    void valuesOfTimeAndIdsAndBytesAreTexts() {
        assertThat(literal(type("date"), LocalDate.of(2024, 1, 2))).isEqualTo("'2024-01-02'");
        assertThat(literal(type("timestamptz"), OffsetDateTime.parse("2024-01-02T03:04:05.678+02:00")))
                .isEqualTo("'2024-01-02 03:04:05.678+02:00'");
        assertThat(literal(type("interval"), Duration.ofSeconds(90_061))).isEqualTo("'PT25H1M1S'");
        assertThat(literal(type("uuid"), new UUID(1, 2))).isEqualTo("'00000000-0000-0001-0000-000000000002'");
        assertThat(literal(type("bytea"), new byte[] {0, -1, '\\', '\''})).isEqualTo("E'\\\\x00ff5c27'");
    }

    @Test
    void listsAreArraysForArrayTypes() {
        assertThat(literal(type("text[]"), Arrays.asList("a", "b\"c", "d\\e", "NULL", "{,}", "it's", "", null)))
                .isEqualTo("E'{\"a\",\"b\\\\\"c\",\"d\\\\\\\\e\",\"NULL\",\"{,}\",\"it''s\",\"\",NULL}'");
        assertThat(literal(type("integer[]"), List.of(1, -2))).isEqualTo("'{1,-2}'");
        assertThat(literal(type("integer[]"), List.of())).isEqualTo("'{}'");
        assertThat(literal(type("boolean[]"), List.of(true, 0))).isEqualTo("'{true,false}'");
        assertThat(literal(type("integer[]"), List.of(List.of(1, 2), List.of(3, 4))))
                .isEqualTo("'{{1,2},{3,4}}'");
        assertThat(literal(type("box[]"), List.of("(1,1),(0,0)", "(2,2),(1,1)")))
                .isEqualTo("'{\"(1,1),(0,0)\";\"(2,2),(1,1)\"}'");
        assertThat(literal(type("text[]"), "{a,b}")).isEqualTo("'{a,b}'");
        assertThat(literal(new DataType("shop", "status", false, List.of(), 1), List.of("new")))
                .isEqualTo("'{\"new\"}'");
        assertRefused(type("text[]"), 5, "a single value, which does not go with the type text[]; write a list");
        assertRefused(
                type("integer[]"),
                List.of(1.5),
                "1.5, which does not go with the type integer; the server would round it; write a whole number");
    }

    @Test
    void allButTextBecomesJsonForJsonTypes() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("a\"\\", List.of("x\n\t\r\u0001é😀", new BigDecimal("1.50"), true, Map.of(), List.of()));
        fields.put("b", null);

        assertThat(literal(type("jsonb"), fields))
                .isEqualTo(
                        "E'{\"a\\\\\"\\\\\\\\\": [\"x\\\\n\\\\t\\\\r\\\\u0001é😀\", 1.50, true, {}, []], \"b\": null}'");
        assertThat(literal(type("json"), List.of("it's"))).isEqualTo("'[\"it''s\"]'");
        assertThat(literal(type("jsonb"), 5)).isEqualTo("'5'");
        assertThat(literal(type("jsonb"), false)).isEqualTo("'false'");
        assertThat(literal(type("jsonb"), "{\"a\": 1}")).isEqualTo("'{\"a\": 1}'");
        assertThat(literal(type("jsonb"), "null")).isEqualTo("'null'");
        assertThat(literal(type("jsonb"), null)).isEqualTo("NULL");
        assertThat(literal(null, Map.of("a", 1))).isEqualTo("'{\"a\": 1}'");
    }

    @Test
    void listsInAnArrayOfJsonAreJsonBelowItsDimensions() {
        assertThat(literal(type("jsonb[]"), List.of(List.of(1, 2), Map.of("a", "b"))))
                .isEqualTo("E'{\"[1, 2]\",\"{\\\\\"a\\\\\": \\\\\"b\\\\\"}\"}'");
    }

    @Test
    void listsAndMapsGoWithNoOtherType() {
        String advice = "; give an array or a JSON type, or a text in the form that the server reads";

        assertRefused(type("text"), List.of("a"), "a list, which does not go with the type text" + advice);
        assertRefused(OWN, Map.of("a", 1), "a map, which does not go with the type shop.status" + advice);
        assertRefused(
                type("text[]"), Map.of("a", 1), "a single value, which does not go with the type text[]; write a list");
        assertRefused(null, List.of("a"), "a list, which needs a type" + advice);
    }
}
