package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.dialect.CatalogFact;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnPlacesTests {

    private static final CatalogFingerprint BEFORE = table("id", "note", "email");

    @Test
    void aColumnThatTheUpgradeDroppedMayStandLast() {
        assertThat(ColumnPlaces.areAllThatMoved(BEFORE, table("id", "email"), table("id", "email", "note")))
                .isTrue();
    }

    @Test
    void aColumnThatUpgradeAndDowngradeReplacedMayStandLast() {
        CatalogFingerprint replaced = table("id", "email", "note");

        assertThat(ColumnPlaces.areAllThatMoved(BEFORE, replaced, replaced)).isTrue();
        assertThat(ColumnPlaces.areAllThatMoved(BEFORE, replaced, table("email", "id", "note")))
                .isFalse();
    }

    @Test
    void columnsThatTheUpgradeKeptMayNotChangePlaces() {
        assertThat(ColumnPlaces.areAllThatMoved(BEFORE, table("id", "email"), table("email", "id", "note")))
                .isFalse();
        assertThat(ColumnPlaces.areAllThatMoved(BEFORE, BEFORE, table("id", "email", "note")))
                .isFalse();
    }

    @Test
    void aTableThatIsCreatedAgainHasItsColumnsInTheirOrder() {
        assertThat(ColumnPlaces.areAllThatMoved(BEFORE, table(), table("id", "email", "note")))
                .isFalse();
        assertThat(ColumnPlaces.areAllThatMoved(BEFORE, table(), BEFORE)).isTrue();
    }

    @Test
    void aColumnThatIsLostHasNotMoved() {
        assertThat(ColumnPlaces.areAllThatMoved(BEFORE, table("id", "email"), table("id", "email")))
                .isFalse();
    }

    private static CatalogFingerprint table(String... columns) {
        return new CatalogFingerprint(
                IntStream.range(0, columns.length)
                        .mapToObj(i -> new CatalogFact(
                                "public.account",
                                "column public.account #%04d %s".formatted(i + 1, columns[i]),
                                "text"))
                        .toList(),
                List.of());
    }
}
