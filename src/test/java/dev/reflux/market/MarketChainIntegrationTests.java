package dev.reflux.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.junit.ChainSettings;
import dev.reflux.junit.ChainSettingsSource;
import dev.reflux.junit.MigrationChain;
import dev.reflux.junit.RefluxTest;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.testsupport.PostgresServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.test.StepVerifier;

@ExtendWith(PostgresServer.class) // for its watch over event loops
@RefluxTest
class MarketChainIntegrationTests implements ChainSettingsSource {

    @Override
    public ChainSettings chainSettings() {
        return ChainSettings.defaults()
                .rowsBefore("94a3f0d7b1c5", "users", Map.of("email", "ann@example.org", "full_name", "Ann Lee"))
                .skip("1e8da4b6c072")
                .minimumDowngrade("e20b7c4f8d63");
    }

    @Test
    void comesToItsHead(MigrationChain chain) {
        StepVerifier.create(chain.reactive()
                        .migrateUpTo("head")
                        .map(MigrationReport.Step::revision)
                        .last())
                .expectNext("c62f81d0a9b7")
                .verifyComplete();

        assertThat(chain.rows("users")).hasSize(1);
    }

    @Test
    @RefluxTest(at = "e20b7c4f8d63")
    void goesUpDownAndUpRevisionByRevision(MigrationChain chain) {
        int trips = 0;
        while (chain.roundtripNextRevision().isPresent()) {
            trips++;
        }

        assertThat(trips).isEqualTo(14);
        assertThat(chain.current()).isEqualTo(chain.heads());
    }

    @Test
    @RefluxTest(at = "head")
    void anOldVersionOfTheServiceCouldNotReadNamesAnyMore(MigrationChain chain) {
        assertThat(chain.tableAt("users", "3f1c9a7d20be").columns())
                .extracting("name")
                .containsExactly("id", "email", "created_at", "full_name");
    }
}
