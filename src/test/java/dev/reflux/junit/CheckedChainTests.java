package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class CheckedChainTests {

    private static final String FAULTY = "classpath:dev/reflux/junit/faulty/";

    /** There is none at this port. */
    private final TestKit withoutServer =
            new TestKit(new TestServerSettings("r2dbc:postgresql://reflux@localhost:1/none", null, true, false));

    @Test
    void checksOfTheFilesAloneNeedNoServer() {
        try (CheckedChain chain = CheckedChain.of(new Checks("two_heads"), withoutServer)) {
            GraphCheck check = new GraphCheck(chain.revisions());

            assertThatThrownBy(check::requireOneHead)
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContaining("2 heads");
            assertThatCode(check::requireDowngrades).doesNotThrowAnyException();
        }
    }

    @Test
    void otherChecksTellThatTheServerIsMissing() {
        try (CheckedChain chain = CheckedChain.of(new Checks("two_heads"), withoutServer)) {
            assertThatThrownBy(new PassageChecks(chain)::requireUpgrades)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("The PostgreSQL server that was asked for is not there.");
        }
    }

    @Test
    void anExemptionNamesACheckThatHasATestForEachRevision() {
        assertThatThrownBy(() -> new Exemption("b2", "graphHasOneHead", "why not"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("rowsSurviveDowngrades");
        assertThatThrownBy(() -> new Exemption("b2", "rowsSurviveDowngrades", " "))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("without a reason");
    }

    @Test
    void anExemptionOfARevisionThatIsNotThereIsRefused() {
        Checks checks = new Checks("two_heads", new Exemption("x9", "rowsSurviveDowngrades", "why not"));

        assertThatThrownBy(() -> CheckedChain.of(checks, withoutServer)).hasMessageContaining("x9");
    }

    private static final class Checks implements MigrationChecks {

        private final String folder;
        private final List<Exemption> exemptions;

        Checks(String folder, Exemption... exemptions) {
            this.folder = folder;
            this.exemptions = List.of(exemptions);
        }

        @Override
        public ChainSettings chainSettings() {
            return ChainSettings.defaults().locations(FAULTY + folder);
        }

        @Override
        public List<Exemption> exemptions() {
            return exemptions;
        }
    }
}
