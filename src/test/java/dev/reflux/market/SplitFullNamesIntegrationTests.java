package dev.reflux.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.junit.MigrationChain;
import dev.reflux.junit.RefluxTest;
import dev.reflux.testsupport.PostgresServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresServer.class) // for its watch over event loops
@RefluxTest
class SplitFullNamesIntegrationTests {

    @Test
    void whatFollowsTheFirstBlankIsTheFamilyName(MigrationChain chain) {
        chain.migrateUpBefore("94a3f0d7b1c5");
        chain.insertInto("users", Map.of("email", "ann@example.org", "full_name", "Ann Mary Lee"));

        chain.migrateUpOne();

        assertThat(chain.rows("users")).singleElement().satisfies(user -> assertThat(user)
                .containsEntry("family_name", "Mary Lee"));
    }
}
