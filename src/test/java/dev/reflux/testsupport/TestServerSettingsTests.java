package dev.reflux.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.junit.TestServerSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class TestServerSettingsTests {

    @Test
    void nothingIsRequiredWhereNothingIsSaid() {
        assertThat(TestServerSettings.of(name -> null, name -> null))
                .isEqualTo(new TestServerSettings(null, null, false, false));
    }

    @Test
    void ciOrThePropertyMakesServersRequired() {
        Map<String, String> property = Map.of("reflux.test.required", "true");

        assertThat(TestServerSettings.of(name -> null, Map.of("CI", "true")::get)
                        .required())
                .isTrue();
        assertThat(TestServerSettings.of(property::get, name -> null).required())
                .isTrue();
    }

    @Test
    void blankPropertiesAreAbsent() {
        assertThat(TestServerSettings.of(name -> " ", name -> null))
                .isEqualTo(new TestServerSettings(null, null, false, false));
    }

    @Test
    void whatIsMissingSkipsTheTestUnlessItIsRequired() {
        assertThatThrownBy(() -> {
                    throw Missing.report(new TestServerSettings(null, null, false, false), "No server.");
                })
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("No server.");
        assertThatThrownBy(() -> {
                    throw Missing.report(new TestServerSettings(null, null, true, false), "No server.");
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No server.");
    }
}
