package dev.reflux.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTests {

    private static final SqlLexis LEXIS = SqlLexis.postgresql();
    private static final Map<String, String> VALUES = Map.of("a", "<1>", "b.c-d", "$2${a}", "none", "");

    private static ReplacedText replace(Map<String, String> values, String text) {
        Statement statement = new Statement(text, new TextPosition(3, 5), StatementTraits.ORDINARY);
        return new Placeholders(values, LEXIS).replace("a.sql", statement);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT ${a}, x_${a}, ${a}${a}        | SELECT <1>, x_<1>, <1><1>",
                "SELECT '${a}', \"${a}\", E'${a}'     | SELECT '<1>', \"<1>\", E'<1>'",
                "SELECT 1 -- ${a}                     | SELECT 1 -- <1>",
                "SELECT $$ ${a} $$                    | SELECT $$ <1> $$",
                "SELECT $${a}$$                       | SELECT $${a}$$",
                "SELECT $t${a}$t$                     | SELECT $t${a}$t$",
                "SELECT $t$ ${a}$t${a}                | SELECT $t$ <1>$t${a}",
                "SELECT $x$ EXECUTE $${a} ${a}$$ $x$  | SELECT $x$ EXECUTE $${a} <1>$$ $x$",
                "SELECT $x$ '$${a}' $x$               | SELECT $x$ '$<1>' $x$",
                "SELECT 'costs $${a}'                 | SELECT 'costs $<1>'",
                "SELECT a$${a}                        | SELECT a$<1>",
                "SELECT ${b.c-d}                      | SELECT $2${a}",
                "SELECT [${none}]                     | SELECT []",
                "SELECT ${}, ${a b}, ${a, { a}, $a    | SELECT ${}, ${a b}, ${a, { a}, $a",
            })
    void replacesAllButWhatBelongsToADollarQuote(String text, String expected) {
        assertThat(replace(VALUES, text).text()).isEqualTo(expected);
    }

    @Test
    void replacesNothingWithoutValues() {
        assertThat(replace(Map.of(), "SELECT ${a}").text()).isEqualTo("SELECT ${a}");
    }

    @Test
    void refusesANameWithoutValueAtItsPlace() {
        assertThatThrownBy(() -> replace(VALUES, "SELECT ${a},\n  ${nope}"))
                .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.place())
                        .isEqualTo(Place.of("a.sql", 4, 3)))
                .hasMessageContaining("${nope} (a.sql:4:3) has no value. Known are a, b.c-d, none;");
    }

    @Test
    void leadsBackFromTheResultToTheText() {
        ReplacedText replaced = replace(Map.of("a", "12345678", "none", ""), "x${a}y${none}z");

        assertThat(replaced.text()).isEqualTo("x12345678yz");
        assertThat(replaced.indexBefore(0)).isEqualTo(0);
        assertThat(replaced.indexBefore(1)).isEqualTo(1);
        assertThat(replaced.indexBefore(8)).isEqualTo(1);
        assertThat(replaced.indexBefore(9)).isEqualTo(5);
        assertThat(replaced.indexBefore(10)).isEqualTo(13);
        assertThat(replaced.indexBefore(99)).isEqualTo(14);
    }

    @Test
    void copesWithDollarQuotesNestedAsDeepAsOneLikes() {
        StringBuilder text = new StringBuilder("SELECT ");
        for (int i = 0; i < 1000; i++) {
            text.append("$t").append(i).append('$');
        }
        String body = text + "{a}";

        assertThat(replace(VALUES, body).text()).isEqualTo(body);
        assertThat(replace(VALUES, text + " ${a}").text()).isEqualTo(text + " <1>");
    }
}
