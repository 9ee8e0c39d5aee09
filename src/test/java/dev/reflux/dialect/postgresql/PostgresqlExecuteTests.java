package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.Compiled.assertRefused;
import static dev.reflux.dialect.postgresql.Compiled.compiled;
import static dev.reflux.schema.Types.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.operation.Execute;
import dev.reflux.operation.Parameter;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Literal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresqlExecuteTests {

    private final Map<String, Parameter> params = new HashMap<>();

    private PostgresqlExecuteTests given(String name, @Nullable Object value) {
        return given(name, null, value);
    }

    private PostgresqlExecuteTests given(String name, @Nullable DataType type, @Nullable Object value) {
        params.put(name, new Parameter(type, Literal.of(value)));
        return this;
    }

    private Execute sql(String sql) {
        return Execute.builder(sql).params(params).build();
    }

    @Test
    void severalStatementsAreCutApart() {
        assertThat(
                        compiled(
                                sql(
                                        """
                        -- first
                        INSERT INTO t VALUES (';'); ;
                        CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
                        SELECT 1 -- last
                        """)))
                .containsExactly(
                        "INSERT INTO t VALUES (';')",
                        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$",
                        "SELECT 1");
    }

    @Test
    void withoutParametersAColonHasNoMeaning() {
        assertThat(compiled(sql("SELECT :a, a[1:b], '100%'"))).containsExactly("SELECT :a, a[1:b], '100%'");
    }

    @Test
    void parametersWithoutATypeAreLiterals() {
        given("a", "it's \\ :b")
                .given("b", 5)
                .given("c", -5)
                .given("d", true)
                .given("e", null)
                .given("f", 1.50);

        assertThat(compiled(sql("SELECT :a, :b, 1-:c, :d, :e, :f, ':a', $$:a$$ /* :a */, :a::text")))
                .containsExactly("SELECT E'it''s \\\\ :b', 5, 1-(-5), true, NULL, 1.5, ':a', $$:a$$ /* :a */,"
                        + " E'it''s \\\\ :b'::text");
    }

    @Test
    void parametersWithATypeHaveIt() {
        given("a", type("timestamp"), "2024-01-02 03:04:05");
        given("b", type("integer"), 5).given("c", type("bigint"), 5).given("d", type("integer"), -5);
        given("e", type("text"), null).given("f", type("text[]"), List.of("a", "b\"c"));
        given("g", type("jsonb"), Map.of("k", List.of(1))).given("h", type("boolean"), false);

        assertThat(compiled(sql("SELECT :a, :b, :c, :d, :e, :f, :g, :h")))
                .containsExactly("SELECT CAST('2024-01-02 03:04:05' AS timestamp), 5, CAST('5' AS bigint),"
                        + " CAST('-5' AS integer), CAST(NULL AS text), CAST(E'{\"a\",\"b\\\\\"c\"}' AS text[]),"
                        + " CAST('{\"k\": [1]}' AS jsonb), false");
    }

    @Test
    void valueCannotEndTheStatement() {
        given("a", "'; DROP TABLE t; --");

        assertThat(compiled(sql("DELETE FROM t WHERE a = :a; SELECT 1")))
                .containsExactly("DELETE FROM t WHERE a = '''; DROP TABLE t; --'", "SELECT 1");
    }

    @Test
    void parametersAndTextMustAgree() {
        given("a", 1).given("b", 2).given("c", 3);

        assertRefused(sql("SELECT :a, ':b'"), "params", "has a value for b, c, which sql does not use outside quotes");
        assertRefused(
                sql("SELECT :a, :b, :c, :d"),
                "params",
                "has no value for :d, which sql uses; where it is no parameter, write a blank behind the colon");
    }

    @Test
    void listNeedsAType() {
        assertRefused(
                given("a", List.of(1)).sql("SELECT :a"),
                "params",
                "has for :a a list, which needs a type; give an array or a JSON type, or a text in the form that the"
                        + " server reads");
    }

    @Test
    void whatIsNoStatementIsRefused() {
        assertRefused(
                sql("COPY t FROM stdin;\n1\n\\.\n"),
                "sql",
                "has at line 1 a statement that takes its data from the client; use bulk_insert, or a revision written as"
                        + " SQL file");
        assertRefused(sql("\\d t"), "sql", "has the psql command \\d t, which is no SQL");
        assertRefused(
                sql("SELECT 'x"),
                "sql",
                "cannot be read as statements: The string that begins here is not closed (line 1, column 8). Close it;"
                        + " the text ends before it does");
    }
}
