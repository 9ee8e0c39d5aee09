package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.cli.CliProject.Result;
import dev.reflux.runtime.EnvironmentContext;
import dev.reflux.runtime.MigrationContext;
import dev.reflux.runtime.MigrationEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Environments of a project, as classes and as source files, with scripts, which need no database. */
class EnvironmentTests {

    private static final String CONSTRUCTOR = "public Environment(EnvironmentContext context) { super(context); }";

    /** One on the class path. */
    public static final class Named extends MigrationEnvironment {

        public Named(EnvironmentContext context) {
            super(context);
        }

        @Override
        protected MigrationContext configure(MigrationContext migration) {
            return migration.configured(config -> config.versionTable("named_version"));
        }
    }

    /** One that cannot be constructed. */
    public static final class Failing extends MigrationEnvironment {

        public Failing(EnvironmentContext context) {
            super(context);
            throw new IllegalStateException("no vault");
        }
    }

    @TempDir
    Path folder;

    private CliProject project;

    @BeforeEach
    void project() {
        project = CliProject.in(folder);
        project.revisions().chain(2);
    }

    private void configure(String keys) {
        project.configure("reflux:\n  script-location: db\n" + keys);
    }

    private Path environment(String body) {
        return file(
                "db/Environment.java",
                "import dev.reflux.runtime.*;\nimport dev.reflux.error.*;\n"
                        + "public final class Environment extends MigrationEnvironment {\n" + body + "\n}\n");
    }

    private Path file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String script(String... options) {
        String[] all = new String[options.length + 3];
        System.arraycopy(new String[] {"upgrade", "head", "--sql"}, 0, all, 0, 3);
        System.arraycopy(options, 0, all, 3, options.length);
        Result result = project.run(all);
        assertThat(result.status()).as(result.err()).isZero();
        return result.out();
    }

    private JsonNode error(int status) {
        Result result = project.run("upgrade", "head", "--sql", "--output=json");
        assertThat(result.status()).as(result.all()).isEqualTo(status);
        return result.json().get("error");
    }

    @Nested
    class SourceFiles {

        @Test
        void ofTheScriptLocationAreUsedUnasked() {
            environment(CONSTRUCTOR
                    + "@Override protected MigrationContext configure(MigrationContext migration) {"
                    + " return migration.configured(config -> config.versionTable(\"my_version\")); }");

            assertThat(script()).contains("INSERT INTO my_version", "CREATE TABLE t2");
        }

        @Test
        void areNamedByTheirPath() throws IOException {
            Files.move(environment(CONSTRUCTOR), folder.resolve("db/Ours.java"));
            file(
                    "db/Ours.java",
                    Files.readString(folder.resolve("db/Ours.java"))
                            .replace("super(context)", "super(context.configured(c -> c.historyTable(null)))"));
            assertThat(script()).contains("reflux_history");

            configure("  environment: db/Ours.java\n");

            assertThat(script()).doesNotContain("reflux_history");
        }

        @Test
        void hearTheArguments() {
            configure("  placeholders: {schema: nobody, other: thing}\n");
            environment("public Environment(EnvironmentContext context) {"
                    + " super(context.configured(c -> c.versionTableSchema(context.arguments().get(\"schema\")))); }");

            assertThat(script("-x", "schema=tenant_7")).contains("INSERT INTO tenant_7.reflux_version");
            assertThat(script()).contains("INSERT INTO nobody.reflux_version");
        }

        @Test
        void refuseARunWithAnErrorOfTheirOwn() {
            environment("public Environment(EnvironmentContext context) { super(context);"
                    + " if (!context.arguments().containsKey(\"tenant\"))"
                    + " throw new UsageException(\"Say which tenant: -x tenant=NAME.\"); }");

            JsonNode error = error(2);
            assertThat(error.get("type").asString()).isEqualTo("usage_error");
            assertThat(error.get("message").asString()).isEqualTo("Say which tenant: -x tenant=NAME.");
        }

        @Test
        void hearWhatIsPlanned() {
            environment(CONSTRUCTOR
                    + "@Override protected MigrationContext configure(MigrationContext migration) {"
                    + " return migration.listening(new MigrationListener() {"
                    + " @Override public void planned(java.util.List<MigrationReport.Step> steps) {"
                    + " throw new UsageException(\"heard \" + steps.get(1).message()); } }); }");

            assertThat(error(2).get("message").asString()).isEqualTo("heard make r2");
        }

        @Test
        void endTheRunWhereTheyMissAClass() {
            environment(CONSTRUCTOR
                    + "@Override protected MigrationContext configure(MigrationContext migration) {"
                    + " throw new NoClassDefFoundError(\"com/acme/Vault\"); }");

            JsonNode error = error(1);
            assertThat(error.get("type").asString()).isEqualTo("internal_error");
            assertThat(error.get("message").asString()).contains("NoClassDefFoundError: com/acme/Vault");
        }

        @Test
        void haveTheirErrorsAtTheirPlace() {
            Path file = environment(CONSTRUCTOR + "\n  int x = absent();");

            JsonNode error = error(1);

            assertThat(error.get("type").asString()).isEqualTo("invalid_revision_file");
            assertThat(error.get("file").asString()).isEqualTo(file.toString());
            assertThat(error.get("line").asInt()).isEqualTo(5);
            assertThat(error.get("message").asString()).contains("Environment.java:5:11: cannot find symbol");
        }

        @Test
        void areRefusedWhereNothingIsToBeCompiled() {
            environment(CONSTRUCTOR);
            configure("  compile-java: false\n");

            JsonNode error = error(2);
            assertThat(error.get("type").asString()).isEqualTo("config_error");
            assertThat(error.get("message").asString()).contains("compile-java is false");
        }

        @Test
        void mayBringClassesOfTheirOwn() {
            environment(CONSTRUCTOR
                    + "@Override protected MigrationContext configure(MigrationContext migration) {"
                    + " return migration.configured(config -> config.versionTable(new Names().table())); }\n}\n"
                    + "class Names { String table() { return \"other_version\"; }");

            assertThat(script()).contains("other_version");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        public class Environment {}                                             | has no class that extends
                        class A extends dev.reflux.runtime.MigrationEnvironment { A() { super(null); } } class B extends A {} \
                                                                                                | several environments: A, B
                        class A extends dev.reflux.runtime.MigrationEnvironment { A() { super(null); } } \
                                                                                                | is no public class with a
                        """)
        void thatAreNoEnvironmentsAreRefused(String code, String reason) {
            Path file = file("db/Environment.java", code);

            JsonNode error = error(2);

            assertThat(error.get("type").asString()).isEqualTo("config_error");
            assertThat(error.get("file").asString()).isEqualTo(file.toString());
            assertThat(error.get("message").asString())
                    .startsWith("The environment " + file)
                    .contains(reason)
                    .endsWith("Correct the file, or the key environment.");
        }

        @Test
        void thatAreMissingAreRefused() {
            configure("  environment: db/Absent.java\n");
            assertThat(error(2).get("message").asString()).contains("Absent.java is not there.");
        }
    }

    @Nested
    class Classes {

        @Test
        void areNamedInTheConfiguration() {
            configure("  environment: " + Named.class.getName() + "\n");
            assertThat(script()).contains("named_version");
        }

        @Test
        void goBeforeTheFileOfTheScriptLocation() {
            environment("does not even compile");
            configure("  environment: " + Named.class.getName() + "\n");
            assertThat(script()).contains("named_version");
        }

        @ParameterizedTest
        @CsvSource({
            "com.acme.Absent, is not on the class path",
            "java.lang.String, does not extend dev.reflux.runtime.MigrationEnvironment",
            "dev.reflux.cli.EnvironmentTests$Failing, failed in its constructor: java.lang.IllegalStateException: no vault"
        })
        void thatAreNoneAreRefused(String name, String reason) {
            configure("  environment: " + name + "\n");

            JsonNode error = error(2);

            assertThat(error.get("type").asString()).isEqualTo("config_error");
            assertThat(error.get("message").asString())
                    .isEqualTo(
                            "The environment " + name + " " + reason + ". Correct the key environment, or remove it.");
        }
    }
}
