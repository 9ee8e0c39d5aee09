package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.DatabaseException;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** When a revision of these was run is in a row that it writes: where two databases have the same, one was copied. */
@ExtendWith(PostgresServer.class)
class TemplateDatabasesIntegrationTests {

    @TempDir
    private Path folder;

    private RevisionFolder revisions;
    private TestServer server;
    private TestDatabase beside;
    private TemplateDatabases templates;
    private final List<MigrationChain> open = new ArrayList<>();

    @BeforeEach
    void findServer(TestDatabase database) {
        beside = database;
        server = TestServer.at(database.url());
        templates = new TemplateDatabases(server, false);
        revisions = RevisionFolder.in(folder)
                .add("r1", "CREATE TABLE ran (id int PRIMARY KEY, at timestamptz DEFAULT clock_timestamp());", "")
                .add("r2", "INSERT INTO ran VALUES (2);", "")
                .add("r3", "INSERT INTO ran VALUES (3);", "");
    }

    @AfterEach
    void dropDatabases() {
        open.forEach(MigrationChain::close);
        templates.close();
        assertThat(names()).isEmpty();
    }

    private List<String> names() {
        return beside.column(
                "SELECT datname FROM pg_database WHERE starts_with(datname, '" + TemplateDatabases.PREFIX + "')");
    }

    private TestedChain chain() {
        return TestedChain.load(ChainSettings.defaults().locations(revisions.location()));
    }

    private Object ran(TemplateDatabases from, TestedChain chain, String target, int id) {
        MigrationChain opened = from.chainAt(chain, target);
        synchronized (open) {
            open.add(opened);
        }
        return opened.rows("ran").stream()
                .filter(row -> row.get("id").equals(id))
                .map(row -> row.get("at"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDatabaseAtARevisionIsCopied() {
        TestedChain chain = chain();

        Object first = ran(templates, chain, "head", 3);

        assertThat(ran(templates, chain, "head", 3)).isEqualTo(first);
        assertThat(ran(templates, chain(), "r3", 3)).isEqualTo(first);
        assertThat(open.get(0).url()).isNotEqualTo(open.get(1).url());
    }

    @Test
    void whatIsBelowIsCopiedFromTheNearestThatIsThere() {
        TestedChain chain = chain();

        Object second = ran(templates, chain, "r2", 2);

        assertThat(ran(templates, chain, "r3", 2)).isEqualTo(second);
        assertThat(names()).hasSize(3);
    }

    @Test
    void aFileThatHasChangedIsRunAgain() {
        Object second = ran(templates, chain(), "r2", 2);
        revisions.text(
                "r2.sql", "-- revision: r2\n-- down_revision: r1\n\n-- +upgrade\nINSERT INTO ran VALUES (2), (20);\n");

        assertThat(ran(templates, chain(), "r2", 20)).isNotEqualTo(second);
    }

    @Test
    void whatSettingsSayOfTheRevisionsBelowMakesADifference() {
        Set<Object> seen = new HashSet<>(Set.of(ran(templates, chain(), "r2", 2)));
        for (UnaryOperator<ChainSettings> change : List.<UnaryOperator<ChainSettings>>of(
                settings -> settings.rowsAt("r1", "ran", Map.of("id", 10)),
                settings -> settings.configure(config -> config.versionTable("other_version")),
                settings -> settings.configure(config -> config.placeholders(Map.of("a", "b"))),
                settings -> settings.configure(config -> config.placeholders(Map.of("api_token", "ONE"))),
                settings -> settings.configure(config -> config.placeholders(Map.of("api_token", "TWO"))),
                settings -> settings.configure(config -> config.password("ONE")),
                settings -> settings.configure(config -> config.options(Map.of("sslPassword", "ONE"))))) {
            TestedChain changed =
                    TestedChain.load(change.apply(ChainSettings.defaults().locations(revisions.location())));

            assertThat(seen.add(ran(templates, changed, "r2", 2))).isTrue();
        }
    }

    @Test
    void whoeverNeedsOneAtTheSameTimeWaitsForIt() throws Exception {
        TestedChain chain = chain();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            Callable<Object> read = () -> ran(templates, chain, "head", 3);
            List<Object> seen = new ArrayList<>();
            for (Future<Object> each : threads.invokeAll(List.of(read, read, read, read, read, read))) {
                seen.add(each.get());
            }
            assertThat(seen).hasSize(6).containsOnly(seen.get(0));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theLeastUsedAreDroppedToMakeRoom() {
        TestedChain chain = chain();
        TemplateDatabases few = new TemplateDatabases(server, false, 2);
        try {
            ran(few, chain, "r2", 2);
            ran(few, chain, "r3", 3);
            assertThat(names()).hasSize(2);
            ran(few, chain, "r2", 2);
        } finally {
            few.close();
        }
    }

    @Test
    void oneThatSomebodyHasDroppedIsMadeAgain() {
        TestedChain chain = chain();
        Object second = ran(templates, chain, "r2", 2);
        names().forEach(name -> beside.execute("DROP DATABASE " + name));

        assertThat(ran(templates, chain, "r2", 2)).isNotEqualTo(second);
    }

    @Test
    void thoseThatAreKeptAreFoundByTheNextOne() {
        TemplateDatabases first = new TemplateDatabases(server, true);
        Object second = ran(first, chain(), "r2", 2);
        first.close();
        TemplateDatabases next = new TemplateDatabases(server, true);

        assertThat(ran(next, chain(), "r2", 2)).isEqualTo(second);
        assertThat(ran(next, chain(), "r3", 2)).isEqualTo(second);

        next.close();
        assertThat(names()).hasSize(3).noneMatch(name -> name.length() > TemplateDatabases.PREFIX.length() + 38);
        names().forEach(name -> beside.execute("DROP DATABASE " + name));
    }

    @Test
    void aRevisionThatFailsIsToldAndTriedAgain() {
        revisions.add("broken", "SELECT 1/0;", "");
        TestedChain chain = chain();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> templates.chainAt(chain, "head"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContainingAll("Revision broken failed at", "22012");
        }
        revisions.text("broken.sql", "-- revision: broken\n-- down_revision: r3\n\n-- +upgrade\nSELECT 1;\n");
        ran(templates, chain(), "head", 3);
    }
}
