package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class YamlRevisionBodyTests {

    private static YamlRevisionBody read(String body) {
        return YamlRevisionBody.read(RevisionSource.ofText("db/a.yaml", "revision: a1\n" + body));
    }

    @ParameterizedTest
    @MethodSource("dev.reflux.script.YamlMistake#all")
    void mistakeIsToldWhereItIs(YamlMistake mistake) {
        assertThatThrownBy(() -> read(mistake.body())).isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> {
            assertThat(e.getMessage())
                    .startsWith("db/a.yaml:" + mistake.line() + ":" + mistake.column() + ": ")
                    .contains(mistake.message())
                    .endsWith(".");
            assertThat(new Place(null, e.file(), e.place().line(), e.place().column()))
                    .isEqualTo(Place.of("db/a.yaml", mistake.line(), mistake.column()));
        });
    }
}
