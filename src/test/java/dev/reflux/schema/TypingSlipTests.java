package dev.reflux.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypingSlipTests {

    @ParameterizedTest
    @ValueSource(strings = {"srial", "serrial", "serials", "xerial", "seriax", "esrial", "seril", "seraial", "seiral"})
    void oneLetterMoreLessOtherOrTwoSwappedIsASlip(String typed) {
        assertThat(TypingSlip.between(typed, "serial")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"serial", "", "seria1s", "laires", "sreail", "bigserial", "ser", "esiral", "xxrial", "sirael"})
    void anythingElseIsNone(String typed) {
        assertThat(TypingSlip.between(typed, "serial")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tex", "texts", "test", "etxt"})
    void shortWordsAreTooNearToOneAnother(String typed) {
        assertThat(TypingSlip.between(typed, "text")).isFalse();
    }
}
