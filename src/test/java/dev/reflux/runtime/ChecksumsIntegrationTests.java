package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.config.ChecksumPolicy;
import dev.reflux.error.ChecksumMismatchException;
import dev.reflux.error.ConfigException;
import dev.reflux.error.UsageException;
import dev.reflux.runtime.Verification.Difference;
import dev.reflux.runtime.Verification.Kind;
import dev.reflux.testsupport.FrontendMessage;
import dev.reflux.testsupport.LogLines;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import dev.reflux.testsupport.WireProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files of applied revisions against what the history recorded of them. */
@ExtendWith(PostgresServer.class)
class ChecksumsIntegrationTests {

    @TempDir
    Path temporary;

    private RevisionFolder revisions;
    private String url;

    @BeforeEach
    void folder(TestDatabase database) {
        revisions = RevisionFolder.in(temporary);
        url = database.url();
    }

    private Reflux reflux(ChecksumPolicy policy) {
        return Reflux.builder()
                .url(url)
                .locations(revisions.location())
                .configure(values -> values.checksums(policy))
                .build();
    }

    private void change(String id) {
        change(id, text -> text + "-- changed\n");
    }

    private void change(String id, UnaryOperator<String> edit) {
        try {
            Path file = temporary.resolve(id + ".sql");
            Files.writeString(file, edit.apply(Files.readString(file)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> differences() {
        return reflux(ChecksumPolicy.WARN).verify().block().differences().stream()
                .map(each -> each.kind() + " " + each.revision())
                .toList();
    }

    @Test
    void failNoticesAChangeThoughThereIsNothingElseToDo() {
        revisions.chain(3);
        reflux(ChecksumPolicy.FAIL).upgrade("head").block();
        assertThat(reflux(ChecksumPolicy.FAIL).upgrade("head").block().steps()).isEmpty();
        change("r2");

        assertThatThrownBy(() -> reflux(ChecksumPolicy.FAIL).upgrade("head").block())
                .isInstanceOfSatisfying(ChecksumMismatchException.class, e -> {
                    assertThat(e.code()).isEqualTo("checksum_mismatch");
                    assertThat(e.revision()).isEqualTo("r2");
                    assertThat(e.file()).endsWith("r2.sql");
                })
                .hasMessageContaining("r2.sql")
                .hasMessageContaining("verify --accept");
    }

    @Test
    void failRefusesToGoUpAndDownAndAStampIsFree(TestDatabase database) {
        revisions.chain(3);
        reflux(ChecksumPolicy.FAIL).upgrade("r2").block();
        change("r1");

        assertThatThrownBy(() -> reflux(ChecksumPolicy.FAIL).upgrade("head").block())
                .isInstanceOf(ChecksumMismatchException.class);
        assertThatThrownBy(() -> reflux(ChecksumPolicy.FAIL).downgrade("-1").block())
                .isInstanceOf(ChecksumMismatchException.class);
        assertThatThrownBy(() -> reflux(ChecksumPolicy.FAIL)
                        .upgrade("head", RunOptions.DEFAULTS.dry())
                        .block())
                .isInstanceOf(ChecksumMismatchException.class);
        assertThat(database.column("SELECT revision FROM reflux_history")).containsExactly("r1", "r2");

        assertThat(reflux(ChecksumPolicy.FAIL).stamp("r3").block().to()).containsExactly("r3");
    }

    @ParameterizedTest
    @EnumSource(ChecksumPolicy.class)
    void aNoOpCostsOneMessage(ChecksumPolicy policy, TestDatabase database) {
        revisions.chain(3);
        reflux(policy).upgrade("head").block();
        database.execute("INSERT INTO reflux_history (run_id, revision, direction, outcome, checksum, statements,"
                + " started_at, applied_by, tool_version) SELECT run_id, 'elsewhere', direction, outcome, checksum,"
                + " statements, started_at, applied_by, tool_version FROM reflux_history LIMIT 1");
        WireProxy proxy = database.proxy();
        url = database.url(proxy);

        assertThat(reflux(policy).upgrade("head").block().steps()).isEmpty();

        assertThat(proxy.count(FrontendMessage.QUERY)).isEqualTo(bareQueries(database) + 1);
    }

    private static long bareQueries(TestDatabase database) {
        WireProxy bare = database.proxy();
        database.connect(bare);
        return bare.count(FrontendMessage.QUERY);
    }

    @Test
    void warnSpeaksOnceAndOnlyWhereThereIsWork() {
        revisions.chain(14);
        reflux(ChecksumPolicy.WARN).upgrade("r13").block();
        for (int i = 1; i <= 12; i++) {
            change("r" + i);
        }

        try (LogLines log = LogLines.of(ChecksumCheck.class)) {
            reflux(ChecksumPolicy.WARN).upgrade("r13").block();
            assertThat(log.warnings()).isEmpty();
            reflux(ChecksumPolicy.WARN).upgrade("head").block();
            assertThat(log.warnings()).hasSize(1);
            assertThat(log.warnings().get(0)).contains("12 applied revisions", "r1.sql", "and 2 more", "verify");
        }
    }

    @Test
    void ignoreSaysNothing() {
        revisions.chain(2);
        reflux(ChecksumPolicy.IGNORE).upgrade("r1").block();
        change("r1");

        try (LogLines log = LogLines.of(ChecksumCheck.class)) {
            reflux(ChecksumPolicy.IGNORE).upgrade("head").block();
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void failNeedsAHistory() {
        revisions.chain(1);
        Reflux reflux = Reflux.builder()
                .url(url)
                .locations(revisions.location())
                .configure(values -> values.historyTable(null).checksums(ChecksumPolicy.FAIL))
                .build();

        assertThatThrownBy(() -> reflux.upgrade("head").block()).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> reflux.verify().block()).isInstanceOf(ConfigException.class);
    }

    @Test
    void lineEndsAndTheByteOrderMarkDoNotCount() {
        revisions.chain(2);
        reflux(ChecksumPolicy.FAIL).upgrade("head").block();
        change("r1", text -> "\uFEFF" + text.replace("\n", "\r\n"));
        change("r2", text -> text.replace("\n", "\r"));

        assertThat(differences()).isEmpty();
    }

    @Test
    void everyFormatIsVerifiedByTheChecksumThatItsRunRecorded() {
        revisions.add("a", "CREATE TABLE a (id integer);\n\n", "DROP TABLE a;");
        revisions.text(
                "b.yaml",
                "revision: b\ndown_revision: a\nmessage: b\nupgrade:\n  - execute: {sql: SELECT 1}\ndowngrade: []\n");
        revisions.text(
                "C.java",
                "import dev.reflux.migration.*;\n@Revision(id = \"c\", downRevision = \"b\")\npublic final class C"
                        + " implements Migration {\n  @Override public void upgrade(Operations op) {}\n}\n");
        reflux(ChecksumPolicy.FAIL).upgrade("head").block();

        assertThat(differences()).isEmpty();
        revisions.text("b.yaml", "revision: b\ndown_revision: a\nmessage: b\nupgrade: []\ndowngrade: []\n");
        assertThat(differences()).containsExactly("CHANGED b");
    }

    @Test
    void verifyTellsWhatChangedWhatIsMissingAndWhatNobodyRecorded(TestDatabase database) throws IOException {
        revisions.chain(4);
        reflux(ChecksumPolicy.WARN).upgrade("head").block();
        database.execute("DELETE FROM reflux_history WHERE revision = 'r1'");
        change("r2");
        Files.delete(temporary.resolve("r4.sql"));

        Verification found = reflux(ChecksumPolicy.WARN).verify().block();

        assertThat(found.matches()).isFalse();
        assertThat(found.applied()).isEqualTo(4);
        assertThat(found.differences())
                .extracting(Difference::kind, Difference::revision)
                .containsExactly(tuple(Kind.CHANGED, "r2"), tuple(Kind.MISSING, "r4"), tuple(Kind.UNRECORDED, "r1"));
        Difference changed = found.differences().get(0);
        assertThat(changed.recorded()).hasSize(64).isNotEqualTo(changed.actual());
        assertThat(changed.appliedBy()).isEqualTo(database.username());
        assertThat(database.value("SELECT count(*) FROM reflux_history")).isEqualTo("3");
    }

    @Test
    void aTakenOverDatabaseIsUnrecordedAndMatches(TestDatabase database) {
        revisions.chain(2);
        database.execute("CREATE TABLE reflux_version (version_num varchar(32) NOT NULL)");
        database.execute("INSERT INTO reflux_version VALUES ('r2')");

        Verification found = reflux(ChecksumPolicy.FAIL).verify().block();

        assertThat(found.matches()).isTrue();
        assertThat(found.ofKind(Kind.UNRECORDED))
                .extracting(Difference::revision)
                .containsExactly("r1", "r2");
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname = 'reflux_history'"))
                .isEmpty();

        assertThat(reflux(ChecksumPolicy.FAIL).acceptFiles().block().differences())
                .hasSize(2);
        assertThat(differences()).isEmpty();
        change("r1");
        assertThat(differences()).containsExactly("CHANGED r1");
    }

    @Test
    void aStampRecordsNothingAndForgetsNothing() {
        revisions.chain(3);
        reflux(ChecksumPolicy.FAIL).upgrade("r1").block();
        reflux(ChecksumPolicy.FAIL).stamp("r3").block();
        assertThat(differences()).containsExactly("UNRECORDED r2", "UNRECORDED r3");
        change("r1");
        assertThat(differences()).containsExactly("CHANGED r1", "UNRECORDED r2", "UNRECORDED r3");
    }

    @Test
    void aDowngradeForgetsTheChecksumAndTheNextUpgradeRecordsAnother() {
        revisions.chain(2);
        reflux(ChecksumPolicy.FAIL).upgrade("head").block();
        reflux(ChecksumPolicy.FAIL).downgrade("r1").block();
        change("r2");
        assertThat(reflux(ChecksumPolicy.FAIL).upgrade("r1").block().steps()).isEmpty();

        reflux(ChecksumPolicy.FAIL).upgrade("head").block();

        assertThat(differences()).isEmpty();
    }

    @Test
    void anIntendedChangeIsAcceptedByName() {
        revisions.chain(3);
        reflux(ChecksumPolicy.FAIL).upgrade("r2").block();
        change("r1");
        change("r2");

        assertThat(reflux(ChecksumPolicy.FAIL).acceptFiles("r1").block().differences())
                .extracting(Difference::revision)
                .containsExactly("r1");
        assertThat(differences()).containsExactly("CHANGED r2");
        assertThatThrownBy(() ->
                        reflux(ChecksumPolicy.FAIL).acceptFiles("r2", "r3").block())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("r3");
        reflux(ChecksumPolicy.FAIL).acceptFiles().block();

        assertThat(differences()).isEmpty();
        assertThat(reflux(ChecksumPolicy.FAIL).upgrade("head").block().steps()).hasSize(1);
        assertThat(reflux(ChecksumPolicy.FAIL).log(0).block())
                .filteredOn(entry -> entry.direction().equals("stamp"))
                .hasSize(2);
    }

    @Test
    void aTailThatWasCorrectedAfterAFailureIsWhatIsRecorded() {
        revisions
                .chain(1)
                .write("r2", "-- +upgrade\n-- +autocommit\nCREATE TABLE a (id integer);\nSELECT 1 / 0;\n-- +end\n");
        assertThatThrownBy(() -> reflux(ChecksumPolicy.FAIL).upgrade("head").block())
                .hasMessageContaining("division");
        change("r2", text -> text.replace("1 / 0", "1 / 1"));

        reflux(ChecksumPolicy.FAIL).upgrade("head").block();

        assertThat(differences()).isEmpty();
    }

    @Test
    void aScriptRecordsTheSameChecksums(TestDatabase database) {
        revisions.chain(2);
        String script = reflux(ChecksumPolicy.FAIL)
                .upgrade("head", new RunOptions(true, null, false, null, true, false, null, null))
                .block()
                .script();
        database.execute(script);

        assertThat(differences()).isEmpty();
    }
}
