package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which blocks are known to have done nothing when they fail. */
class LoneRunnerTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CALL p()",
                "call p()",
                "DO $$ BEGIN INSERT INTO t VALUES (1); COMMIT; PERFORM 1 / 0; END $$",
                "DO $$ BEGIN rollback AND CHAIN; END $$",
                "DO $$ spi_commit(); die $$ LANGUAGE plperl",
                "DO $$ spi_rollback(); die $$ LANGUAGE plperl",
                "DO $$ plpy.commit() $$ LANGUAGE plpython3u",
                "DO $$ commit; error $$ LANGUAGE pltcl"
            })
    void aBlockThatSpeaksOfACommitMayHaveCommittedInAnyLanguage(String statement) {
        assertThat(LoneRunner.mayHaveCommitted(statement)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO $$ BEGIN UPDATE t SET n = 1 / 0; END $$",
                "DO $$ spi_exec_query('UPDATE t SET n = 1 / 0') $$ LANGUAGE plperl"
            })
    void anyOtherBlockIsAllOrNothing(String statement) {
        assertThat(LoneRunner.mayHaveCommitted(statement)).isFalse();
    }
}
