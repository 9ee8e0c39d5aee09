package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.junit.CatalogFingerprint;
import dev.reflux.testsupport.Dumpable;
import dev.reflux.testsupport.PgDump;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.Psql;
import dev.reflux.testsupport.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sample market, whole: up, down, up again, and as a script. */
@ExtendWith(PostgresServer.class)
class SampleMarketIntegrationTests {

    private static final String[] OWN_TABLES = {"reflux_version", "reflux_history"};

    private static Reflux market(String url) {
        return Reflux.builder().url(url).locations("db/versions").build();
    }

    private static CatalogFingerprint catalog(TestDatabase database) {
        return database.fingerprint().excluding(OWN_TABLES);
    }

    private static List<String> rows(TestDatabase database) {
        return database.column("SELECT version_num FROM reflux_version ORDER BY 1");
    }

    @Test
    void upgradeThenDowngradeLeavesNothingButOurOwnTables(TestDatabase database) {
        CatalogFingerprint before = catalog(database);
        market(database.url()).upgrade("head").block();
        market(database.url()).downgrade("base").block();
        catalog(database).assertSameAs(before);
        assertThat(rows(database)).isEmpty();
    }

    @Test
    void upgradeDowngradeUpgradeEqualsUpgradeOnce(TestDatabase database) {
        market(database.url()).upgrade("head").block();
        CatalogFingerprint once = catalog(database);
        market(database.url()).downgrade("base").block();
        market(database.url()).upgrade("head").block();
        catalog(database).assertSameAs(once);
    }

    @Test
    void theScriptRunByPsqlEqualsTheOnlineRun(TestDatabase online) {
        market(online.url()).upgrade("head").block();
        TestDatabase offline = online.another();
        runByPsql(offline, script("head"));
        catalog(offline).assertSameAs(catalog(online));
        assertThat(rows(offline)).isEqualTo(rows(online));
        assertThat(history(offline)).isEqualTo(history(online));

        StringBuilder down = new StringBuilder();
        market("r2dbc:postgresql://nowhere/none")
                .downgrade("heads:base", RunOptions.DEFAULTS.writingTo(down))
                .block();
        runByPsql(offline, down.toString());
        market(online.url()).downgrade("base").block();
        catalog(offline).assertSameAs(catalog(online));
        assertThat(rows(offline)).isEmpty();
    }

    @Test
    void theScriptRunByPsqlDumpsLikeTheOnlineRun(@Dumpable TestDatabase online) {
        market(online.url()).upgrade("head").block();
        TestDatabase offline = online.another();
        runByPsql(offline, script("head"));
        assertThat(PgDump.schema(offline)).isEqualTo(PgDump.schema(online));
    }

    @Test
    void aScriptRefusesADatabaseThatIsElsewhere(TestDatabase database) {
        String script = script("head");
        runByPsql(database, script);
        CatalogFingerprint once = catalog(database);
        Psql.Outcome again = Psql.script(database, script);
        assertThat(again.exitCode()).isNotZero();
        assertThat(again.errors()).contains("This script continues from revisions {}");
        catalog(database).assertSameAs(once);
    }

    private static List<String> history(TestDatabase database) {
        return database.column(
                "SELECT concat_ws('|', revision, down_revisions, direction, outcome, message, checksum, statements)"
                        + " FROM reflux_history ORDER BY id");
    }

    private static String script(String target) {
        MigrationReport report = market("r2dbc:postgresql://nowhere/none")
                .upgrade(target, new RunOptions(true, null, false, null, true, false, null, null))
                .block();
        return report.script();
    }

    private static void runByPsql(TestDatabase database, String script) {
        Psql.Outcome result = Psql.script(database, script);
        assertThat(result.exitCode()).as(result.errors()).isZero();
    }
}
