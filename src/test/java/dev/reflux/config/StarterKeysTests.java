package dev.reflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.spring.RefluxProperties;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** One file may be read here and by Spring Boot, so that both know the same keys. */
class StarterKeysTests {

    @Test
    void keysOfTheSectionArePropertiesOfSpringBootAndTheReverse() {
        assertThat(RefluxProperties.class.getRecordComponents())
                .extracting(component ->
                        component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrderElementsOf(Settings.KNOWN_KEYS);
    }
}
