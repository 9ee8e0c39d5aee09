package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.cli.CliProject.Result;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.Connection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The commands on a server. */
@ExtendWith(PostgresServer.class)
class CommandsIntegrationTests {

    @TempDir
    Path folder;

    private CliProject project;

    @BeforeEach
    void project(TestDatabase database) {
        project = CliProject.in(folder);
        configure(database.url(), "");
    }

    private void configure(String url, String more) {
        project.configure("reflux:\n  script-location: db\n  url: '" + url + "'\n" + more);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void anUpgradeShowsEachStepAndASummary() {
        project.revisions().chain(3);

        Result result = project.run("upgrade", "head");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().toList()).hasSize(4).satisfies(lines -> {
            assertThat(lines.get(0)).matches("  1/3  upgrade  base -> r1  make r1     1 statement  +[0-9.]+ m?s");
            assertThat(lines.get(2)).matches("  3/3  upgrade  r2 -> r3    make r3     1 statement  +[0-9.]+ m?s");
            assertThat(lines.get(3)).matches("Upgraded from base to r3: 3 revisions in [0-9.]+ m?s");
        });
        assertThat(project.run("upgrade", "head").out()).isEqualTo("Nothing to do: already at r3\n");
        assertThat(project.run("current").out()).isEqualTo("r3 (head) (current), make r3\n");
        assertThat(project.run("current", "--check-heads").status()).isZero();
    }

    @Test
    void aDowngradeAndAStampShowWhatTheyDid(TestDatabase database) {
        project.revisions().chain(3);
        project.run("upgrade", "head");

        assertThat(project.run("downgrade", "-2").out())
                .contains("  1/2  downgrade  r3 -> r2", "  2/2  downgrade  r2 -> r1", "Downgraded from r3 to r1: ");
        assertThat(project.run("stamp", "r2").out()).contains("  1/1  stamp  r1 -> r2", "Stamped from r1 to r2: ");
        assertThat(database.column("SELECT version_num FROM reflux_version")).containsExactly("r2");
        assertThat(project.run("history", "-i").out().lines())
                .containsExactly("r2 -> r3 (head), make r3", "r1 -> r2 (current), make r2", "<base> -> r1, make r1");
        assertThat(project.run("current", "--check-heads").status()).isEqualTo(3);
    }

    @Test
    void aDryRunChangesNothing(TestDatabase database) {
        project.revisions().chain(2);

        Result result = project.run("upgrade", "head", "--dry-run", "--output", "json");

        assertThat(result.status()).isZero();
        assertThat(result.json().get("steps").size()).isEqualTo(2);
        assertThat(result.json().has("elapsed_ms")).isFalse();
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname LIKE 'reflux%'"))
                .isEmpty();
    }

    @Test
    void reportsAreOneDocumentInJson() {
        project.revisions().chain(2);

        Result upgrade = project.run("upgrade", "head", "--output", "json");

        JsonNode json = upgrade.json();
        assertThat(json.propertyNames()).containsExactly("command", "mode", "from", "to", "steps", "elapsed_ms");
        assertThat(json.get("mode").asString()).isEqualTo("online");
        assertThat(texts(json.get("to"))).containsExactly("r2");
        assertThat(json.get("steps").get(1).get("statements").asInt()).isEqualTo(1);
        assertThat(json.get("steps").get(1).get("elapsed_ms").isNumber()).isTrue();
        assertThat(json.get("steps")
                        .get(0)
                        .get("version_ops")
                        .get(0)
                        .get("insert")
                        .asString())
                .isEqualTo("r1");
        assertThat(upgrade.err()).contains("  2/2  upgrade  r1 -> r2");

        JsonNode current = project.run("current", "--output", "json").json();
        assertThat(current.get("at_head").asBoolean()).isTrue();
        assertThat(current.get("revisions").get(0).get("revision").asString()).isEqualTo("r2");

        JsonNode entries =
                project.run("log", "--output", "json", "--limit", "1").json().get("entries");
        assertThat(entries.size()).isEqualTo(1);
        assertThat(entries.get(0).get("revision").asString()).isEqualTo("r2");
        assertThat(texts(entries.get(0).get("down_revision"))).containsExactly("r1");
        assertThat(entries.get(0).get("outcome").asString()).isEqualTo("succeeded");
        assertThat(entries.get(0).get("started_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    }

    @Test
    void theLogIsATableNewestFirst() {
        project.revisions().chain(2);
        assertThat(project.run("log").err()).contains("The history is empty.");
        project.run("upgrade", "head");

        List<String> lines = project.run("log").out().lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("STARTED (UTC)");
        assertThat(lines.get(1)).contains("upgrade", "r2", "succeeded", "make r2");
        assertThat(lines.get(2)).contains("upgrade", "r1", "succeeded", "make r1");
    }

    @Test
    void ensureVersionCreatesTheTables(TestDatabase database) {
        Result result = project.run("ensure-version");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("reflux_version and reflux_history are there.");
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname LIKE 'reflux%' AND relkind = 'r'"
                        + " ORDER BY relname"))
                .containsExactly("reflux_history", "reflux_version");
    }

    @Test
    void aFailingStatementIsNamedWithWhatWasCommittedBefore(TestDatabase database) {
        configure(database.url(), "  transaction: revision\n");
        project.revisions().chain(2).write("bad", "-- +upgrade\nSELECT 1;\n\nINSERT INTO nowhere\n  VALUES (1);\n");

        Result json = project.run("upgrade", "head", "--output", "json");

        assertThat(json.status()).isEqualTo(1);
        JsonNode error = json.json().get("error");
        assertThat(error.get("type").asString()).isEqualTo("database_error");
        assertThat(error.get("revision").asString()).isEqualTo("bad");
        assertThat(error.get("file").asString()).endsWith("bad.sql");
        assertThat(error.get("line").asInt()).isEqualTo(8);
        assertThat(error.get("sqlstate").asString()).isEqualTo("42P01");
        assertThat(json.json().get("steps").valueStream().map(step -> step.get("revision")
                        .asString()))
                .containsExactly("r1", "r2");
        assertThat(texts(json.json().get("heads"))).containsExactly("r2");

        Result text = project.run("upgrade", "head");

        assertThat(text.status()).isEqualTo(1);
        assertThat(text.err())
                .startsWith("error: Revision bad failed at ")
                .contains("bad.sql:8", "SQLSTATE 42P01", "No revision was completed", "Type: database_error");
        assertThat(project.run("log", "--limit", "1").out()).contains("failed", "nowhere");
    }

    @Test
    void aWrongPasswordIsAFailureThatHidesIt(TestDatabase database) {
        String wrong = "r2dbc:postgresql://reflux_nobody:tr0ub4dor@" + database.host() + ":" + database.port() + "/"
                + database.name();

        Result result = project.run("--url", wrong, "current", "-v", "--stacktrace", "--output", "json");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errorType()).isEqualTo("connection_failed");
        assertThat(result.all()).doesNotContain("tr0ub4dor");
    }

    @Test
    void aMissingDatabaseIsAFailureThatNamesIt(TestDatabase database) {
        Result result =
                project.run("--url", database.url().replace(database.name(), "reflux_missing"), "upgrade", "head");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("reflux_missing", "Type: connection_failed");
    }

    @Test
    void aLockThatIsHeldHasAStatusOfItsOwn(TestDatabase database) {
        project.revisions().chain(1);
        Connection holder = database.connect();
        Mono.from(holder.createStatement("SELECT pg_advisory_lock(hashtextextended('reflux:public.reflux_version', 0))")
                        .execute())
                .flatMapMany(result -> result.map(row -> true))
                .blockLast();

        Result result = project.run("upgrade", "head", "--lock-timeout", "0s");

        assertThat(result.status()).isEqualTo(4);
        assertThat(result.err()).contains("Type: lock_not_acquired");
    }

    @Test
    void showAndEditTakeCurrent() {
        project.revisions().chain(2);

        assertThat(project.run("show", "current").all()).isEmpty();
        assertThat(project.run("edit", "current", "--output=json").errorType()).isEqualTo("not_found");
        project.run("upgrade", "r1");

        assertThat(project.run("show", "current").out()).startsWith("Rev: r1 (current)\n");
        JsonNode shown = project.run("show", "current", "--output=json").json().get("revisions");
        assertThat(shown.size()).isOne();
        assertThat(shown.get(0).get("is_current").asBoolean()).isTrue();
        Result edited = project.finish(project.start(Map.of("VISUAL", "cat"), "edit", "current", "--output=json"));
        assertThat(edited.json().get("revision").asString()).isEqualTo("r1");
        assertThat(edited.err()).contains("-- revision: r1\n");
    }

    @Test
    void theGraphShowsWhatTheDatabaseHasApplied(TestDatabase database) {
        project.revisions().chain(3);
        assertThat(project.run("graph", "-i").out()).contains("○  r1, make r1");
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname LIKE 'reflux%'"))
                .isEmpty();
        project.run("upgrade", "r2");

        assertThat(project.run("graph", "-i").out().lines())
                .containsExactly("○  r3 (head), make r3", "◉  r2 (current), make r2", "●  r1, make r1");
        assertThat(project.run("graph", "-r", "current:").out().lines())
                .containsExactly("○  r3 (head), make r3", "◉  r2 (current), make r2", "┆");
        assertThat(project.run("history", "-i", "--graph").out().lines().map(line -> line.substring(3)))
                .containsExactly("r3 (head), make r3", "r2 (current), make r2", "r1, make r1");
        assertThat(project.run("graph", "-i", "--format", "html").out()).startsWith("<!");
    }

    @Test
    void theGraphOfADatabaseThatIsAheadIsRefusedAndItsHistoryIsNot(TestDatabase database) {
        project.revisions().chain(2);
        project.run("upgrade", "head");
        database.execute("UPDATE reflux_version SET version_num = 'later'");

        Result graph = project.run("graph", "-i");
        Result history = project.run("history", "-i", "--graph");

        assertThat(graph.status()).isEqualTo(1);
        assertThat(graph.err()).contains("Type: database_ahead", "'later'");
        assertThat(history.status()).isZero();
        assertThat(history.out().lines().map(line -> line.substring(3)))
                .containsExactly("r2 (head), make r2", "r1, make r1");
    }
}
