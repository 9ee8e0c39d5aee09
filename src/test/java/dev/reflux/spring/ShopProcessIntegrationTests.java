package dev.reflux.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.OtherSession;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of a service: its texts and its exit status. */
@ExtendWith(PostgresServer.class)
class ShopProcessIntegrationTests {

    @TempDir
    Path folder;

    @TempDir
    Path revisions;

    private TestDatabase database;

    @BeforeEach
    void takeDatabase(TestDatabase fresh) {
        database = fresh;
    }

    private ShopProcess start(String... properties) {
        return ShopProcess.start(database, revisions, folder, properties);
    }

    private static String withoutLineEnds(ShopProcess shop) {
        return shop.said().replace(System.lineSeparator(), "\n");
    }

    @Test
    void failedStatementIsToldWithItsPlaceAndWhatWasCommitted() throws InterruptedException {
        RevisionFolder.in(revisions).chain(2).add("bad", "ALTER TABLE nowhere ADD COLUMN a integer;", "SELECT 1;");
        try (ShopProcess shop = start("reflux.transaction=revision")) {
            assertThat(shop.await()).isEqualTo(1);
            assertThat(withoutLineEnds(shop))
                    .contains("APPLICATION FAILED TO START")
                    .contains("Description:\n\nThe database was not migrated, so the application does not start.\n\n"
                            + "Revision bad failed at ")
                    .contains("bad.sql:6:1: relation \"nowhere\" does not exist [SQLSTATE 42P01]\n"
                            + "  Statement: ALTER TABLE nowhere ADD COLUMN a integer\n")
                    .contains("Type of the error: database_error\n"
                            + "Committed before that, and not undone: r1, r2 (2 revisions). The database is at r2.\n")
                    .contains("Action:\n\nCorrect the revision, or the data that it cannot be applied to")
                    .doesNotContain("Started ShopApplication")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void lockOfAnotherIsToldAndIsAStatusOfItsOwnWithMigrateAndExit() throws InterruptedException {
        RevisionFolder.in(revisions).chain(1);
        OtherSession.on(database)
                .execute("SELECT pg_advisory_lock(hashtextextended('reflux:public.reflux_version', 0))");
        try (ShopProcess shop = start("reflux.lock.timeout=1s", "reflux.exit-after-migration=true")) {
            assertThat(shop.await()).isEqualTo(4);
            assertThat(withoutLineEnds(shop))
                    .contains("Type of the error: lock_not_acquired\nNo revision was completed")
                    .contains(
                            "Action:\n\nAnother instance is migrating, or a session that did not end holds the lock.");
        }
    }

    @Test
    void locationThatIsMissingIsToldWithWhatToDoAndIsAStatusOfItsOwn() throws InterruptedException {
        try (ShopProcess shop =
                start("reflux.version-locations=classpath:db/nowhere", "reflux.exit-after-migration=true")) {
            assertThat(shop.await()).isEqualTo(2);
            assertThat(withoutLineEnds(shop))
                    .contains("The version location classpath:db/nowhere is not on the class path.")
                    .contains(
                            "Action:\n\nPut the revision files into src/main/resources/db/nowhere, name other places by"
                                    + " reflux.version-locations, or set reflux.enabled to false.");
        }
    }

    @Test
    void serverThatIsNotThereIsToldWithoutThePassword() throws InterruptedException {
        RevisionFolder.in(revisions).chain(1);
        try (ShopProcess shop = start(
                "reflux.url=r2dbc:postgresql://localhost:1/shop", "reflux.username=a", "reflux.password=sesame")) {
            assertThat(shop.await()).isEqualTo(1);
            assertThat(withoutLineEnds(shop))
                    .contains("Type of the error: connection_failed")
                    .contains("Action:\n\nCheck that the database server runs")
                    .doesNotContain("sesame");
        }
    }

    @Test
    void migrateAndExitEndsWellBeforeAnythingIsServed() throws InterruptedException {
        RevisionFolder.in(revisions).chain(2);
        try (ShopProcess shop = start("reflux.exit-after-migration=true")) {
            assertThat(shop.await()).isZero();
            assertThat(shop.said())
                    .contains("Upgraded the database from base to r2: 2 revisions in ")
                    .contains("The application ends now: reflux.exit-after-migration is true.")
                    .doesNotContain("Started ShopApplication")
                    .doesNotContainPattern("\\bWARN\\b")
                    .doesNotContain("ERROR");
            assertThat(database.value("SELECT version_num FROM reflux_version")).isEqualTo("r2");
        }
    }

    @Test
    void migrateAndExitFailsWithTheStatusOfTheCommandLine() throws InterruptedException {
        RevisionFolder.in(revisions).chain(1);
        try (ShopProcess shop = start("reflux.exit-after-migration=true", "reflux.target=shop@head")) {
            assertThat(shop.await()).isEqualTo(1);
            assertThat(shop.said()).contains("Type of the error: ").doesNotContain("The application ends now");
        }
    }

    @Test
    void terminationCancelsTheStatementRollsBackAndGivesTheLockBack() throws InterruptedException {
        RevisionFolder.in(revisions).chain(1).add("slow", "SELECT pg_sleep(300);", "SELECT 1;");
        try (ShopProcess shop = start("reflux.transaction=run")) {
            awaitSleep();
            shop.stop();
            assertThat(shop.await()).isEqualTo(143);
            assertThat(shop.said())
                    .contains("The application is stopped while the database is migrated; the migration is cancelled.")
                    .contains("The run was cancelled: the application is stopping.");
            assertThat(database.sessions()).isEmpty();
            assertThat(database.column("SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory'"))
                    .containsExactly("0");
            assertThat(database.column("SELECT relname FROM pg_class WHERE relname = 't1'"))
                    .isEmpty();
        }
    }

    @Test
    void terminationOfMigrateAndExitEndsTheProcessWithTheSameStatus() throws InterruptedException {
        RevisionFolder.in(revisions).chain(1).add("slow", "SELECT pg_sleep(300);", "SELECT 1;");
        try (ShopProcess shop = start("reflux.transaction=run", "reflux.exit-after-migration=true")) {
            awaitSleep();
            shop.stop();
            assertThat(shop.await()).isEqualTo(143);
            assertThat(shop.said())
                    .contains("The run was cancelled: the application is stopping.")
                    .doesNotContain("The application ends now");
            assertThat(database.sessions()).isEmpty();
        }
    }

    @Test
    void terminationCancelsTheRunOfAnOwnRefluxWhoseThreadNothingInterrupts() throws InterruptedException {
        RevisionFolder.in(revisions).add("slow", "SELECT pg_sleep(300);", "SELECT 1;");
        try (ShopProcess plain =
                ShopProcess.start(PlainStart.class, folder, List.of(database.url(), revisions.toString()))) {
            awaitSleep();
            plain.stop();
            assertThat(plain.await()).isEqualTo(143);
            assertThat(database.sessions()).isEmpty();
        }
    }

    /** An initializer without any application context around it. */
    static final class PlainStart {

        private PlainStart() {}

        public static void main(String[] arguments) {
            Reflux reflux =
                    Reflux.builder().url(arguments[0]).locations(arguments[1]).build();
            new RefluxMigrationInitializer(reflux, "head").afterPropertiesSet();
        }
    }

    private void awaitSleep() {
        Eventually.holds(() -> assertThat(
                        database.column("SELECT pid::text FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND state = 'active' AND query LIKE '%pg_sleep(300)%' AND pid <> pg_backend_pid()"))
                .hasSize(1));
    }
}
