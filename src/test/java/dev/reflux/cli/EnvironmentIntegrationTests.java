package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.cli.CliProject.Result;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An environment and revisions, all of them source files, on a server. */
@ExtendWith(PostgresServer.class)
class EnvironmentIntegrationTests {

    private static final String IMPORTS = "import dev.reflux.engine.*; import dev.reflux.runtime.*;\n";

    @TempDir
    Path folder;

    private CliProject project;

    @BeforeEach
    void project(TestDatabase database) {
        project = CliProject.in(folder);
        project.configure("reflux:\n  script-location: db\n  url: '" + database.url() + "'\n");
        project.revisions()
                .text(
                        "CreateAccount.java",
                        "import dev.reflux.migration.*;\nimport static dev.reflux.schema.Columns.column;\n"
                                + "import static dev.reflux.schema.Types.bigint;\n"
                                + "@Revision(id = \"a\")\npublic final class CreateAccount implements Migration {\n"
                                + "  @Override public void upgrade(Operations op) {"
                                + " op.createTable(Names.TABLE, column(\"id\", bigint()).primaryKey()); }\n"
                                + "  @Override public void downgrade(Operations op) { op.dropTable(Names.TABLE); }\n"
                                + "}\n");
        project.revisions().text("Names.java", "class Names { static final String TABLE = \"account\"; }\n");
    }

    private void environment(String body) throws IOException {
        Files.writeString(
                folder.resolve("db/Environment.java"),
                IMPORTS + "public final class Environment extends MigrationEnvironment {\n"
                        + "  public Environment(EnvironmentContext context) { super(context); }\n" + body + "\n}\n");
    }

    @Test
    void runsItsOwnStatementsBeforeAndAfterTheMigrations(TestDatabase database) throws IOException {
        environment("@Override public MigrationReport doRunMigrations(SyncConnection connection) {"
                + " connection.execute(\"CREATE TABLE journal (entry text)\");"
                + " MigrationReport report = super.doRunMigrations(connection);"
                + " connection.execute(\"INSERT INTO journal SELECT 'at ' || version_num FROM reflux_version\");"
                + " return report; }");

        Result result = project.run("upgrade", "head");

        assertThat(result.status()).as(result.all()).isZero();
        assertThat(database.column("SELECT entry FROM journal")).containsExactly("at a");
        assertThat(database.column("SELECT count(*)::text FROM account")).containsExactly("0");
    }

    @Test
    void hearsStepsBeforeTheyAreCommittedAndMayRefuseThem(TestDatabase database) throws IOException {
        environment(
                "@Override protected MigrationContext configure(MigrationContext migration) {"
                        + " return migration.listening(new MigrationListener() {"
                        + " @Override public void stepFinished(MigrationReport.Step step) {"
                        + " throw new dev.reflux.error.UsageException(\"Not \" + step.revision() + \" on a Friday.\"); } }); }");

        Result result = project.run("upgrade", "head");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("Not a on a Friday.");
        assertThat(database.column("SELECT to_regclass('account') IS NULL")).containsExactly("true");
    }

    @Test
    void choosesTheSchemaOfItsTablesByAnArgument(TestDatabase database) throws IOException {
        environment("@Override protected MigrationContext configure(MigrationContext migration) {"
                + " return migration.configured(config ->"
                + " config.versionTableSchema(context().arguments().get(\"tenant\"))); }");

        assertThat(project.run("upgrade", "head", "-x", "tenant=seven").status())
                .isZero();

        assertThat(database.column("SELECT version_num FROM seven.reflux_version"))
                .containsExactly("a");
    }

    @Test
    void endsWhereItMissesAClass() throws IOException {
        environment("@Override public MigrationReport doRunMigrations(SyncConnection connection) {"
                + " throw new NoClassDefFoundError(\"com/acme/Vault\"); }");

        Result result = project.run("upgrade", "head");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("NoClassDefFoundError: com/acme/Vault");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "throw new IllegalStateException(\"no\"); | threw java.lang.IllegalStateException: no at %s:4.",
                "java.util.Optional.empty().orElseThrow(); return null; | threw java.util.NoSuchElementException",
                "return doRunMigrations(connection); | threw java.lang.StackOverflowError at %s:4.",
                "super.doRunMigrations(connection); return null; | \"doRunMigrations\" of the environment %s gave null"
            })
    void isNamedWhereItFails(String body, String message) throws IOException {
        environment("@Override public MigrationReport doRunMigrations(SyncConnection connection) { " + body + " }");

        Result result = project.run("upgrade", "head");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains(message.formatted(folder.resolve("db/Environment.java")))
                .contains("config_error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "protected MigrationContext configure(MigrationContext migration) | configure",
                "public reactor.core.publisher.Mono<MigrationReport> runMigrationsOnline() | runMigrationsOnline"
            })
    void isNamedWhereAMethodGivesNull(String method, String name) throws IOException {
        environment("@Override " + method + " { return null; }");

        Result result = project.run("upgrade", "head");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("The method \"" + name + "\" of the environment");
    }

    @Test
    void isCompiledBeforeAnythingIsLocked(TestDatabase database) {
        project.revisions().text("Names.java", "class Names { static final int TABLE = 1; }\n");

        Result result = project.run("upgrade", "head");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("CreateAccount.java:6:", "incompatible types");
        assertThat(database.column("SELECT to_regclass('reflux_version') IS NULL"))
                .containsExactly("true");
    }
}
