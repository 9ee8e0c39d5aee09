package dev.reflux.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.ConfigException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWordsTests {

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("code --wait", List.of("code", "--wait")),
                Arguments.of("  a \t b\n c  ", List.of("a", "b", "c")),
                Arguments.of("a 'b c' \"d e\"", List.of("a", "b c", "d e")),
                Arguments.of("a'b c'd", List.of("ab cd")),
                Arguments.of("a '' \"\"", List.of("a", "", "")),
                Arguments.of("a\\ b c", List.of("a b", "c")),
                Arguments.of("a \\\"b\\' \\\\", List.of("a", "\"b'", "\\")),
                Arguments.of("'a\\' b", List.of("a\\", "b")),
                Arguments.of("a \"b\\\" \\\\ c\" \"it's\"", List.of("a", "b\" \\ c", "it's")),
                Arguments.of(
                        "C:\\tools\\fmt.exe \"C:\\my files\\x\"", List.of("C:\\tools\\fmt.exe", "C:\\my files\\x")),
                Arguments.of(
                        "a $HOME `id` ; rm * > x | y",
                        List.of("a", "$HOME", "`id`", ";", "rm", "*", ">", "x", "|", "y")),
                Arguments.of("a\\", List.of("a\\")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void areSplitAtBlanksOutsideQuotesAndNothingElseHasAMeaning(String text, List<String> words) {
        assertThat(CommandWords.split(text, "The hook")).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 'b", "a \"b", "a \"b\\\"", "it's"})
    void refuseAQuoteThatIsNotClosed(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> CommandWords.split(text, "The hook"))
                .withMessageStartingWith("The hook has a quote")
                .withMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "''", "\"\" x"})
    void refuseACommandWithoutAProgram(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> CommandWords.split(text, "The hook"))
                .withMessage("The hook names no program. Begin it with one.");
    }
}
