package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.cli.CliProject.Result;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Roles with the privileges that {@code docs/security.md} gives them, and no others. */
@ExtendWith(PostgresServer.class)
class LeastPrivilegeIntegrationTests {

    private static final String PASSWORD = "tr0ub4dor";

    @TempDir
    Path folder;

    private CliProject project;
    private String owner;
    private String migrator;
    private String app;
    private String reader;

    /** As the guide has it: the owner has no login, the migrator acts as the owner, the others only use what is there. */
    @BeforeEach
    void roles(TestDatabase database) {
        project = CliProject.in(folder);
        owner = database.name() + "_owner";
        migrator = database.name() + "_migrator";
        app = database.name() + "_app";
        reader = database.name() + "_reader";
        database.execute(
                "CREATE ROLE " + owner + " NOLOGIN",
                "CREATE ROLE " + migrator + " LOGIN NOSUPERUSER PASSWORD '" + PASSWORD + "' IN ROLE " + owner,
                "ALTER ROLE " + migrator + " SET role = " + owner,
                "CREATE ROLE " + app + " LOGIN NOSUPERUSER PASSWORD '" + PASSWORD + "'",
                "CREATE ROLE " + reader + " LOGIN NOSUPERUSER PASSWORD '" + PASSWORD + "'",
                "REVOKE ALL ON DATABASE " + database.name() + " FROM PUBLIC",
                "REVOKE ALL ON SCHEMA public FROM PUBLIC",
                "GRANT CONNECT ON DATABASE " + database.name() + " TO " + migrator + ", " + app + ", " + reader,
                "CREATE SCHEMA market AUTHORIZATION " + owner,
                "CREATE SCHEMA reflux AUTHORIZATION " + owner,
                "GRANT USAGE ON SCHEMA market TO " + app,
                "GRANT USAGE ON SCHEMA reflux TO " + reader,
                "ALTER DEFAULT PRIVILEGES FOR ROLE " + owner
                        + " IN SCHEMA market GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + app,
                "ALTER DEFAULT PRIVILEGES FOR ROLE " + owner + " IN SCHEMA reflux GRANT SELECT ON TABLES TO " + reader);
        project.revisions()
                .add(
                        "r1",
                        "CREATE TABLE market.item (id bigint GENERATED ALWAYS AS IDENTITY);",
                        "DROP TABLE market.item;")
                .add(
                        "r2",
                        "-- +autocommit\nCREATE INDEX CONCURRENTLY ix ON market.item (id);\n-- +end",
                        "DROP INDEX market.ix;")
                .add("r3", "INSERT INTO market.item DEFAULT VALUES;", "DELETE FROM market.item;");
    }

    @AfterEach
    void dropRoles(TestDatabase database) {
        for (String role : List.of(owner, migrator, app, reader)) {
            database.execute("DROP OWNED BY " + role + " CASCADE", "DROP ROLE " + role);
        }
    }

    private void changeFirstRevision() {
        project.revisions()
                .text(
                        "r1.sql",
                        "-- revision: r1\n-- +upgrade\nCREATE TABLE market.item (id bigint);\n"
                                + "-- +downgrade\nDROP TABLE market.item;\n");
    }

    private Result run(TestDatabase database, String user, String... arguments) {
        project.configure("reflux:\n  script-location: db\n  url: r2dbc:postgresql://" + database.host() + ":"
                + database.port() + "/" + database.name() + "\n  username: " + user + "\n  password: " + PASSWORD
                + "\n  version-table-schema: reflux\n");
        return project.run(arguments);
    }

    private void assertRuns(TestDatabase database, String user, String... arguments) {
        Result result = run(database, user, arguments);
        assertThat(result.err()).doesNotContain("error:");
        assertThat(result.status()).isZero();
    }

    private void assertDenied(TestDatabase database, String user, String... arguments) {
        Result result = run(database, user, arguments);
        assertThat(result.err()).contains("permission denied", "42501");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void theMigratorRunsEverythingAndTheOwnerOwnsIt(TestDatabase database) {
        assertRuns(database, migrator, "upgrade", "head");
        assertRuns(database, migrator, "current", "--check-heads");
        assertRuns(database, migrator, "downgrade", "r1");
        assertRuns(database, migrator, "stamp", "r3");
        assertRuns(database, migrator, "stamp", "r1");
        assertRuns(database, migrator, "upgrade", "head");
        assertRuns(database, migrator, "log");
        assertRuns(database, migrator, "verify");
        changeFirstRevision();
        assertRuns(database, migrator, "verify", "--accept");
        assertRuns(database, migrator, "verify");

        assertThat(database.column(
                        "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname IN ('market', 'reflux')"))
                .containsExactly(owner);
        assertThat(database.column("SELECT DISTINCT applied_by FROM reflux.reflux_history"))
                .containsExactly(migrator);
    }

    @Test
    void theReaderLooksAndNothingElse(TestDatabase database) {
        assertRuns(database, migrator, "upgrade", "r2");

        assertRuns(database, reader, "current");
        assertRuns(database, reader, "log");
        assertRuns(database, reader, "verify");
        assertRuns(database, reader, "history", "-i");
        assertRuns(database, reader, "upgrade", "r3", "--dry-run");
        assertDenied(database, reader, "upgrade", "head");
        assertDenied(database, reader, "stamp", "r1");
        changeFirstRevision();
        assertDenied(database, reader, "verify", "--accept");
        assertThat(database.column("SELECT version_num FROM reflux.reflux_version"))
                .containsExactly("r2");
    }

    @Test
    void theApplicationSeesItsTablesAndNotOurs(TestDatabase database) {
        assertRuns(database, migrator, "upgrade", "head");

        assertThat(database.value("SELECT has_table_privilege('" + app + "', 'market.item', 'INSERT')"))
                .isEqualTo("true");
        assertDenied(database, app, "current");
        assertDenied(database, app, "upgrade", "head");
    }

    /** Where somebody else makes our tables, a role that may create nothing in their schema, or make a schema, can run. */
    @Test
    void aMigratorWithoutCreateRunsWhereTheTablesAreThere(TestDatabase database) {
        String plain = app;
        assertRuns(database, migrator, "ensure-version");
        database.execute(
                "GRANT USAGE ON SCHEMA reflux TO " + plain,
                "GRANT SELECT, INSERT, UPDATE, DELETE ON reflux.reflux_version TO " + plain,
                "GRANT SELECT, INSERT, UPDATE ON reflux.reflux_history TO " + plain,
                "GRANT CREATE ON SCHEMA market TO " + plain);

        assertRuns(database, plain, "upgrade", "head");
        assertRuns(database, plain, "downgrade", "base");
        assertRuns(database, plain, "log");
        assertRuns(database, plain, "verify");
        assertThat(database.value("SELECT has_schema_privilege('" + plain + "', 'reflux', 'CREATE')"
                        + " OR has_database_privilege('" + plain + "', current_database(), 'CREATE')"))
                .isEqualTo("false");
    }
}
