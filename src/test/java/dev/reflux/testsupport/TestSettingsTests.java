package dev.reflux.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class TestSettingsTests {

    @Test
    void nothingIsRequiredWhereNothingIsSaid() {
        assertThat(TestSettings.of(name -> null, name -> null)).isEqualTo(new TestSettings(null, null, false));
    }

    @Test
    void ciOrThePropertyMakesServersRequired() {
        Map<String, String> property = Map.of("reflux.test.required", "true");

        assertThat(TestSettings.of(name -> null, Map.of("CI", "true")::get).required())
                .isTrue();
        assertThat(TestSettings.of(property::get, name -> null).required()).isTrue();
    }

    @Test
    void blankPropertiesAreAbsent() {
        assertThat(TestSettings.of(name -> " ", name -> null)).isEqualTo(new TestSettings(null, null, false));
    }

    @Test
    void whatIsMissingSkipsTheTestUnlessItIsRequired() {
        assertThatThrownBy(() -> {
                    throw Missing.report(new TestSettings(null, null, false), "No server.");
                })
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("No server.");
        assertThatThrownBy(() -> {
                    throw Missing.report(new TestSettings(null, null, true), "No server.");
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No server.");
    }
}
