package dev.reflux.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedParametersTests {

    private static String replaced(String sql) {
        return NamedParameters.replace(sql, SqlLexis.postgresql(), name -> '<' + name + '>');
    }

    @Test
    void everyNameOutsideQuotesIsReplaced() {
        assertThat(replaced(":a")).isEqualTo("<a>");
        assertThat(replaced("f(:a,:b_1, :Žluť)=:a")).isEqualTo("f(<a>,<b_1>, <Žluť>)=<a>");
        assertThat(replaced("SELECT :a::text, (:b)::int")).isEqualTo("SELECT <a>::text, (<b>)::int");
        assertThat(replaced("x[:lo:2]")).isEqualTo("x[<lo>:2]");
        assertThat(replaced("f(a := :a)")).isEqualTo("f(a := <a>)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ':a', \":a\", $$:a$$, $x$:a$x$, E'\\':a'",
                "SELECT 1 -- :a",
                "/* :a /* :b */ :c */ SELECT 1",
                "SELECT x::text, '1'::int, f(1)::int, a[1]::int, \"b\"::int",
                "SELECT a[1:2], a[lo:hi], a[f(1):hi], a[b[1]:hi]",
                "x := 1, y: z, :1, :"
            })
    void allElseIsLeftAlone(String sql) {
        assertThat(replaced(sql)).isEqualTo(sql);
    }

    @Test
    void namesAreAskedForInTheOrderOfTheText() {
        List<String> names = new ArrayList<>();
        NamedParameters.replace(":b :a :b", SqlLexis.postgresql(), name -> {
            names.add(name);
            return "";
        });
        assertThat(names).containsExactly("b", "a", "b");
    }
}
