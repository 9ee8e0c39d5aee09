package dev.reflux.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceTests {

    @Test
    void describesAsMuchAsIsKnown() {
        assertThat(Place.of("db/a.sql", 7, 3).describe()).isEqualTo("db/a.sql:7:3");
        assertThat(Place.ofLine("db/a.sql", 7).describe()).isEqualTo("db/a.sql:7");
        assertThat(Place.ofFile("db/a.sql").describe()).isEqualTo("db/a.sql");
        assertThat(Place.ofRevision("a1").describe()).isEmpty();
    }

    @Test
    void keepsTheRestWhenTheRevisionBecomesKnown() {
        assertThat(Place.of("db/a.sql", 7, 3).inRevision("a1")).isEqualTo(new Place("a1", "db/a.sql", 7, 3));
    }
}
