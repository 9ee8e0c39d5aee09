package dev.reflux.junit;

import static dev.reflux.schema.Values.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.dialect.TableColumn;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.IrreversibleRevisionException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.UsageException;
import dev.reflux.revision.RevisionNode;
import dev.reflux.runtime.MigrationReport.Step;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.Connection;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@ExtendWith(PostgresServer.class)
class MigrationChainIntegrationTests {

    @TempDir
    private Path folder;

    private RevisionFolder revisions;
    private TemplateDatabases templates;
    private final List<MigrationChain> open = new ArrayList<>();

    @BeforeEach
    void findServer(TestDatabase beside) {
        revisions = RevisionFolder.in(folder);
        templates = new TemplateDatabases(TestServer.at(beside.url()), false);
    }

    @AfterEach
    void dropDatabases() {
        open.forEach(MigrationChain::close);
        templates.close();
    }

    private MigrationChain chainAt(String target, UnaryOperator<ChainSettings> settings) {
        TestedChain chain =
                TestedChain.load(settings.apply(ChainSettings.defaults().locations(revisions.location())));
        MigrationChain opened = templates.chainAt(chain, target);
        open.add(opened);
        return opened;
    }

    private MigrationChain chain() {
        return chainAt("base", UnaryOperator.identity());
    }

    private static List<String> ids(List<Step> steps) {
        return steps.stream().map(Step::revision).toList();
    }

    private void branches() {
        revisions.chain(1);
        file("west", "r1");
        file("east", "r1");
        file("joined", "east, west");
        file("last", "joined");
    }

    private void file(String id, String parents) {
        revisions.text(
                id + ".sql",
                "-- revision: %s\n-- down_revision: %s\n\n-- +upgrade\nCREATE TABLE %s (id int);\n-- +downgrade\nDROP TABLE %s;\n"
                        .formatted(id, parents, id, id));
    }

    @Nested
    class Moves {

        @Test
        void upToATargetAndDownToAnother() {
            revisions.chain(4);
            MigrationChain chain = chain();

            assertThat(ids(chain.migrateUpTo("r3"))).containsExactly("r1", "r2", "r3");
            assertThat(chain.migrateUpTo("r3")).isEmpty();
            assertThat(ids(chain.migrateDownTo("r1"))).containsExactly("r3", "r2");
            assertThat(chain.current()).containsExactly("r1");
            assertThat(chain.heads()).containsExactly("r4");
            assertThat(chain.history()).extracting(RevisionNode::id).containsExactly("r1", "r2", "r3", "r4");
        }

        @Test
        void upBeforeARevisionAppliesAllThatItBuildsOnAndNothingElse() {
            branches();
            MigrationChain chain = chain();

            assertThat(ids(chain.migrateUpBefore("joined"))).containsExactlyInAnyOrder("r1", "east", "west");
            assertThat(chain.current()).containsExactly("east", "west");
            assertThatThrownBy(() -> chain.migrateUpBefore("west"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("west is applied already");
        }

        @Test
        void downBeforeARevisionLeavesOneStep() {
            revisions.chain(4);
            MigrationChain chain = chainAt("head", UnaryOperator.identity());

            assertThat(ids(chain.migrateDownBefore("r1"))).containsExactly("r4", "r3");
            assertThat(chain.current()).containsExactly("r2");
            chain.migrateDownTo("r1");
            assertThatThrownBy(() -> chain.migrateDownBefore("r1")).isInstanceOf(UsageException.class);
        }

        @Test
        void oneByOneOverBranchesUpAndDown() {
            branches();
            MigrationChain chain = chain();

            List<String> up = new ArrayList<>();
            for (var step = chain.migrateUpOne(); step.isPresent(); step = chain.migrateUpOne()) {
                up.add(step.get().revision());
            }
            assertThat(chain.current()).containsExactly("last");
            List<String> down = new ArrayList<>();
            for (var step = chain.migrateDownOne(); step.isPresent(); step = chain.migrateDownOne()) {
                down.add(step.get().revision());
            }

            assertThat(up).startsWith("r1").endsWith("joined", "last").hasSize(5);
            assertThat(down).startsWith("last", "joined").endsWith("r1").hasSize(5);
            assertThat(chain.current()).isEmpty();
        }

        @Test
        void anUnknownTargetIsSaid() {
            revisions.chain(1);
            MigrationChain chain = chain();

            assertThatThrownBy(() -> chain.migrateUpTo("nowhere"))
                    .isInstanceOf(RevisionGraphException.class)
                    .hasMessageContaining("nowhere");
            assertThatThrownBy(() -> chain.tableAt("t1", "nowhere")).isInstanceOf(RevisionGraphException.class);
        }

        @Test
        void aFailureNamesWhereAndLeavesWhatWasThere() {
            revisions.chain(1).add("broken", "ALTER TABLE t1 ADD CHECK (id > 'x');", "");
            MigrationChain chain = chain();

            assertThatThrownBy(() -> chain.migrateUpTo("head"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContainingAll("Revision broken failed at", "broken.sql:6", "22P02", "ADD CHECK");
            assertThat(chain.current()).isEmpty();
        }
    }

    @Nested
    class RoundTrips {

        @Test
        void goThroughTheWholeChain() {
            branches();
            MigrationChain chain = chain();

            int trips = 0;
            while (chain.roundtripNextRevision().isPresent()) {
                trips++;
            }

            assertThat(trips).isEqualTo(5);
            assertThat(chain.current()).containsExactly("last");
        }

        @Test
        void tellWhatADowngradeLeavesAndLoses() {
            revisions
                    .add("r1", "CREATE TABLE a (id int DEFAULT 1);", "DROP TABLE a;")
                    .add(
                            "r2",
                            "ALTER TABLE a ALTER id SET DEFAULT 2; CREATE TYPE mood AS ENUM ('sad');",
                            "ALTER TABLE a ALTER id DROP DEFAULT;");
            MigrationChain chain = chain();
            chain.roundtripNextRevision();

            assertThatThrownBy(chain::roundtripNextRevision)
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContainingAll(
                            "The downgrade of revision r2 (",
                            "r2.sql",
                            "- column public.a #0001 id: integer, default 1",
                            "+ column public.a #0001 id: integer\n",
                            "+ enum public.mood: owner");
        }

        @Test
        void refuseARevisionWithoutADowngradeUnlessItIsToStay() {
            revisions.chain(1).write("oneway", "-- +upgrade\nCREATE TABLE b ();\n");

            MigrationChain chain = chainAt("r1", UnaryOperator.identity());
            assertThatThrownBy(chain::roundtripNextRevision)
                    .isInstanceOf(IrreversibleRevisionException.class)
                    .hasMessageContaining("oneway");
            assertThat(chainAt("r1", settings -> settings.minimumDowngrade("oneway"))
                            .roundtripNextRevision()
                            .map(Step::revision))
                    .contains("oneway");
        }
    }

    @Nested
    class Rows {

        private static final String ALL_KINDS = "CREATE TYPE mood AS ENUM ('sad', 'glad');"
                + "CREATE TABLE kinds (id int PRIMARY KEY, t text, n numeric(6,2), d date, j jsonb, a text[], m mood, b bytea,"
                + " u uuid, at timestamptz, made int GENERATED ALWAYS AS (id * 2) STORED)";

        @Test
        void areWrittenForTheTypesOfTheirColumnsAndReadTyped() {
            revisions.chain(1);
            MigrationChain chain = chain();
            chain.execute(ALL_KINDS);

            chain.insertInto(
                    "kinds",
                    fields(
                            "id",
                            2,
                            "t",
                            "it's",
                            "n",
                            "1.50",
                            "d",
                            LocalDate.of(2026, 1, 2),
                            "j",
                            Map.of("k", List.of(1, 2))),
                    fields("id", 1, "a", List.of("x", "y"), "m", "glad", "t", null));

            assertThat(chain.rows("kinds")).extracting(row -> row.get("id")).containsExactly(1, 2);
            assertThat(chain.rows("kinds").get(0))
                    .containsEntry("a", List.of("x", "y"))
                    .containsEntry("m", "glad")
                    .containsEntry("t", null)
                    .containsEntry("made", 2);
            assertThat(chain.rows("public.kinds").get(1))
                    .containsEntry("t", "it's")
                    .containsEntry("n", new java.math.BigDecimal("1.50"))
                    .containsEntry("d", LocalDate.of(2026, 1, 2))
                    .containsEntry("j", "{\"k\": [1, 2]}");
        }

        @Test
        void ofATableWithoutAKeyHaveAnOrderToo() {
            revisions.chain(1);
            MigrationChain chain = chain();
            chain.execute("CREATE TABLE loose (a text, b int); INSERT INTO loose VALUES ('b', 1), ('a', 2), ('a', 1)");

            assertThat(chain.rows("loose"))
                    .extracting(row -> row.get("a") + "" + row.get("b"))
                    .containsExactly("a1", "a2", "b1");
            assertThat(chain.query("SELECT count(*) AS n FROM loose")).containsExactly(Map.of("n", 3L));
        }

        @Test
        void thatViolateAConstraintAreNamedWithTableAndSqlState() {
            revisions.chain(1);
            MigrationChain chain = chainAt("head", UnaryOperator.identity());

            assertThatThrownBy(() -> chain.insertInto("t1", Map.of("id", 1), Map.of("id", 2), Map.of("id", 1)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContainingAll("23505", "Row 3 of 3 for table t1 was not inserted: {id=1}", "t1_pkey");
            assertThat(chain.rows("t1")).isEmpty();
        }

        @Test
        void withAnUnknownColumnTableOrValueAreRefused() {
            revisions.chain(1);
            MigrationChain chain = chainAt("head", UnaryOperator.identity());

            assertThatThrownBy(() -> chain.insertInto("t1", Map.of("idd", 1)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContainingAll("Row 1 of 1 for table t1", "idd", "It has id.");
            assertThatThrownBy(() -> chain.insertInto("t2", Map.of("id", 1)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("There is no table t2");
            assertThatThrownBy(() -> chain.rows("t2")).isInstanceOf(UsageException.class);
            assertThatThrownBy(() -> chain.insertInto("t1", Map.of("id", "x")))
                    .hasMessageContaining("Row 1 of 1 for table t1");
        }

        @Test
        void areInsertedBeforeAndAtRevisionsOnceInTheLifeOfADatabase() {
            revisions
                    .add("r1", "CREATE TABLE a (id int);", "DROP TABLE a;")
                    .add("r2", "ALTER TABLE a ADD b int NOT NULL DEFAULT 7;", "ALTER TABLE a DROP b;")
                    .add("r3", "CREATE TABLE c ();", "DROP TABLE c;");
            UnaryOperator<ChainSettings> settings =
                    each -> each.rowsBefore("r2", "a", Map.of("id", 1)).rowsAt("r2", "a", Map.of("id", 2, "b", 3));
            MigrationChain chain = chainAt("base", settings);

            assertThat(ids(chain.migrateUpTo("head"))).containsExactly("r1", "r2", "r3");
            List<Map<String, Object>> expected = List.of(Map.of("id", 1, "b", 7), Map.of("id", 2, "b", 3));
            assertThat(chain.rows("a")).isEqualTo(expected);
            chain.migrateDownTo("r1");
            chain.migrateUpTo("head");
            assertThat(chain.rows("a")).hasSize(2);

            MigrationChain copied = chainAt("r2", settings);
            assertThat(copied.rows("a")).isEqualTo(expected);
            copied.migrateDownTo("base");
            copied.migrateUpTo("r2");
            assertThat(copied.rows("a")).isEmpty();
        }
    }

    @Nested
    class Tables {

        @Test
        void areReadAndWrittenWithTheColumnsOfARevision() {
            revisions
                    .add("r1", "CREATE TABLE a (id int PRIMARY KEY, old text);", "DROP TABLE a;")
                    .add("r2", "ALTER TABLE a ADD fresh text DEFAULT 'f';", "ALTER TABLE a DROP fresh;")
                    .add("r3", "ALTER TABLE a DROP old;", "ALTER TABLE a ADD old text;");
            MigrationChain chain = chainAt("r2", UnaryOperator.identity());

            TableAtRevision before = chain.tableAt("a", "r1");
            before.insert(Map.of("id", 1, "old", "o"));

            assertThat(before.columns()).extracting(TableColumn::name).containsExactly("id", "old");
            assertThat(before.columns().get(0)).isEqualTo(new TableColumn("id", "integer", false, false, null, 1));
            assertThat(before.rows()).containsExactly(Map.of("id", 1, "old", "o"));
            assertThat(chain.rows("a")).containsExactly(Map.of("id", 1, "old", "o", "fresh", "f"));
            assertThatThrownBy(() -> before.insert(Map.of("id", 2, "fresh", "x")))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("fresh");
            chain.migrateUpTo("r3");
            assertThatThrownBy(before::rows)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContainingAll("old", "revision r1");
            assertThat(chain.tableAt("a", "r3").columns())
                    .extracting(TableColumn::name)
                    .containsExactly("id", "fresh");
        }
    }

    @Nested
    class Settings {

        @Test
        void skippedRevisionsAreStampedOverInBothDirections() {
            revisions
                    .chain(1)
                    .add("heavy", "SELECT 1/0;", "SELECT 1/0;")
                    .add("r3", "CREATE TABLE t3 ();", "DROP TABLE t3;");
            MigrationChain chain = chainAt("base", settings -> settings.skip("hea"));

            chain.migrateUpTo("head");
            assertThat(chain.current()).containsExactly("r3");
            chain.migrateDownTo("base");
            assertThat(chain.current()).isEmpty();
            assertThat(chain.fingerprint().lines()).noneMatch(line -> line.startsWith("table"));
        }

        @Test
        void whatIsToStayIsNotDowngraded() {
            revisions.chain(4);
            MigrationChain chain = chainAt("head", settings -> settings.minimumDowngrade("r2"));

            chain.migrateDownTo("r2");
            assertThatThrownBy(() -> chain.migrateDownTo("r1"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContainingAll("r2", "minimumDowngrade");
            assertThatThrownBy(chain::migrateDownOne).isInstanceOf(UsageException.class);
            assertThat(chain.current()).containsExactly("r2");
        }

        @Test
        void aRevisionThatIsNotThereIsRefused() {
            revisions.chain(1);

            assertThatThrownBy(() -> chainAt("base", settings -> settings.skip("gone")))
                    .isInstanceOf(RevisionGraphException.class)
                    .hasMessageContaining("gone");
        }
    }

    @Test
    void aTableOfTheProjectMayBeCalledAsOneOfOurs() {
        revisions.add(
                "r1",
                "CREATE SCHEMA shop; CREATE TABLE shop.reflux_history (); CREATE TABLE shop.reflux_version ();",
                "DROP SCHEMA shop CASCADE;");
        MigrationChain chain = chainAt("head", UnaryOperator.identity());

        assertThat(chain.fingerprint().lines())
                .filteredOn(line -> line.startsWith("table "))
                .hasSize(2)
                .allMatch(line -> line.startsWith("table shop."));
    }

    @Test
    void whereSequencesStandIsComparedOnRequest() {
        revisions.add("r1", "CREATE SEQUENCE ticket;", "DROP SEQUENCE ticket;");
        MigrationChain chain = chainAt("head", UnaryOperator.identity());
        CatalogFingerprint before = chain.fingerprint();

        chain.execute("SELECT nextval('ticket')");

        chain.fingerprint().assertSameAs(before);
        assertThatThrownBy(() -> chain.fingerprint().withSequenceValues().assertSameAs(before.withSequenceValues()))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("+ value of sequence public.ticket: 1");
    }

    @Test
    void whatARunLeavesInItsSessionIsUnknownToTheNextOne() {
        revisions
                .add("r1", "CREATE TEMP TABLE t (id int); PREPARE p AS SELECT 1; LISTEN news;", "SELECT 1;")
                .add("r2", "CREATE TABLE copied AS SELECT * FROM t;", "DROP TABLE copied;");
        MigrationChain chain = chain();

        assertThat(chain.roundtripNextRevision()).isPresent();
        assertThatThrownBy(chain::migrateUpOne)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContainingAll("Revision r2 failed at", "42P01");
    }

    @Test
    void whoseRolesTheyAreIsSaidWhereRevisionsMeetThem(TestDatabase beside) {
        beside.execute("CREATE ROLE reflux_met", "GRANT CREATE ON SCHEMA public TO reflux_met");
        try {
            revisions
                    .add("r1", "CREATE ROLE reflux_met;", "DROP ROLE reflux_met;")
                    .add("r2", "DROP ROLE reflux_met;", "SELECT 1;");
            assertThatThrownBy(() -> chain().migrateUpTo("r1"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContainingAll("Revision r1 failed at", "42710", "Roles belong to the server");
            assertThatThrownBy(() ->
                            chainAt("base", settings -> settings.skip("r1")).migrateUpTo("r2"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContainingAll("Revision r2 failed at", "2BP01", "Roles belong to the server");
        } finally {
            beside.execute("DROP OWNED BY reflux_met", "DROP ROLE reflux_met");
        }
    }

    @Test
    void statementsOfATestLeaveTheSessionAsItWas() {
        revisions.chain(1);
        MigrationChain chain = chain();

        chain.execute("SET search_path = pg_catalog", "BEGIN; CREATE TABLE public.open ()");

        assertThat(chain.query("SHOW search_path")).containsExactly(Map.of("search_path", "\"$user\", public"));
        assertThat(chain.query("SELECT to_regclass('open')::text AS t").get(0)).containsEntry("t", null);
        assertThatThrownBy(() -> chain.execute("SELECT nothing"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("42703");
    }

    @Test
    void theReactiveFormGivesTheSame() {
        revisions.chain(2);
        ReactiveMigrationChain chain = chain().reactive();

        StepVerifier.create(chain.migrateUpTo("head").map(Step::revision))
                .expectNext("r1", "r2")
                .verifyComplete();
        StepVerifier.create(chain.insertInto("t1", Map.of("id", 5))).verifyComplete();
        StepVerifier.create(chain.rows("t1")).expectNext(Map.of("id", 5)).verifyComplete();
        StepVerifier.create(chain.roundtripNextRevision()).verifyComplete();
        StepVerifier.create(chain.migrateDownOne().map(Step::revision))
                .expectNext("r2")
                .verifyComplete();
        StepVerifier.create(chain.tableAt("t2", "r1")).verifyError(UsageException.class);
        StepVerifier.create(chain.current()).expectNext("r1").verifyComplete();
        StepVerifier.create(chain.execute("SELECT nothing")).verifyError(DatabaseException.class);
    }

    @Test
    void theDatabaseCanBeUsedByOtherMeans() {
        revisions.chain(2);
        MigrationChain chain = chainAt("r1", UnaryOperator.identity());

        assertThat(chain.reflux().upgrade("head").block().to()).containsExactly("r2");
        assertThat(chain.current()).containsExactly("r2");
        assertThat(Flux.usingWhen(
                                chain.connectionFactory().create(),
                                connection -> PlainRow.of(connection, "SELECT 1 AS one"),
                                Connection::close)
                        .blockLast()
                        .values())
                .containsEntry("one", 1);
        assertThat(chain.url()).contains(ScratchDatabase.PREFIX);
        assertThat(Mono.just(chain.fingerprint().lines()).block())
                .contains("table public.t2: owner postgres, using heap")
                .noneMatch(line -> line.contains("reflux_"));
    }
}
