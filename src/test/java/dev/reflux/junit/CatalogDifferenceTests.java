package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.dialect.CatalogFact;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogDifferenceTests {

    private static CatalogFingerprint catalog(CatalogFact... facts) {
        return new CatalogFingerprint(List.of(facts), List.of());
    }

    private static CatalogFact column(int place, String name, String definition) {
        return new CatalogFact("public.t", "column public.t #%04d %s".formatted(place, name), definition);
    }

    @Test
    void sameCatalogsDoNotDiffer() {
        CatalogDifference difference =
                CatalogDifference.between(catalog(column(1, "a", "text")), catalog(column(1, "a", "text")));

        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference).hasToString("");
    }

    @Test
    void lostColumnIsToldWithoutThoseThatMoveUp() {
        CatalogDifference difference = CatalogDifference.between(
                catalog(column(1, "a", "text"), column(2, "b", "integer"), column(3, "c", "text")),
                catalog(column(1, "a", "text"), column(2, "c", "text")));

        assertThat(difference).hasToString("  - column public.t b: integer");
        assertThat(difference.keys()).containsExactly("column public.t b");
    }

    @Test
    void changedFactIsAPair() {
        CatalogDifference difference =
                CatalogDifference.between(catalog(column(1, "a", "text, not null")), catalog(column(1, "a", "text")));

        assertThat(difference).hasToString("  column public.t a\n    - text, not null\n    + text");
    }

    @Test
    void ofALongDefinitionOnlyTheLinesThatDifferAreShown() {
        CatalogDifference difference = CatalogDifference.between(
                catalog(new CatalogFact(null, "function f() as", "BEGIN\n  RETURN 1;\nEND")),
                catalog(new CatalogFact(null, "function f() as", "BEGIN\n  RETURN 2;\nEND")));

        assertThat(difference).hasToString("  function f() as\n    -   RETURN 1;\n    +   RETURN 2;");
    }

    @Test
    void orderOfColumnsIsADifferenceUnlessItIsNotLookedAt() {
        CatalogFingerprint expected = catalog(column(1, "a", "text"), column(2, "b", "text"));
        CatalogFingerprint actual = catalog(column(1, "b", "text"), column(2, "a", "text"));

        assertThat(CatalogDifference.between(expected, actual).toString())
                .contains("- column public.t #0001 a", "+ column public.t #0002 a");
        assertThat(CatalogDifference.betweenUnordered(expected, actual).isEmpty())
                .isTrue();
    }

    @Test
    void factThatIsThereTwiceCountsTwice() {
        CatalogFact grant = new CatalogFact("public.t", "privilege on table public.t", "granted SELECT for a");

        assertThat(CatalogDifference.between(catalog(grant, grant), catalog(grant)))
                .hasToString("  - privilege on table public.t: granted SELECT for a");
    }

    @Test
    void textOfManyLinesIsBounded() {
        CatalogFact[] many = IntStream.range(0, 100)
                .mapToObj(i -> column(i, "c" + i, "text"))
                .toArray(CatalogFact[]::new);

        assertThat(CatalogDifference.between(catalog(), catalog(many)).toString())
                .hasLineCount(41)
                .endsWith("  … and 60 lines more");
    }
}
