package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowDifferenceTests {

    @Test
    void orderOfRowsDoesNotCount() {
        assertThat(RowDifference.between(Map.of("t", List.of("1", "2")), Map.of("t", List.of("2", "1")))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void lostAndLeftOverRowsAreToldByTable() {
        RowDifference difference = RowDifference.between(
                Map.of("a", List.of("1", "1"), "b", List.of("x")), Map.of("a", List.of("1", "2")));

        assertThat(difference).hasToString("  - a: 1\n  + a: 2\n  - b: x");
    }
}
