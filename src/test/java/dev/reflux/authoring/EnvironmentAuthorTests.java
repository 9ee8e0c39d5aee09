package dev.reflux.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.config.ConfigLoader;
import dev.reflux.config.RefluxConfig;
import dev.reflux.config.RevisionFormat;
import dev.reflux.error.ConfigException;
import dev.reflux.error.UsageException;
import dev.reflux.script.ScriptDirectory;
import dev.reflux.sql.SqlLexis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentAuthorTests {

    @TempDir
    private Path temporary;

    private Path configuration() {
        return temporary.resolve("application.yaml");
    }

    private EnvironmentRequest request(String directory, EnvironmentTemplate template) {
        return new EnvironmentRequest(temporary.resolve(directory), template, configuration(), "reflux");
    }

    private NewEnvironment create(String directory, EnvironmentTemplate template) {
        return EnvironmentAuthor.create(request(directory, template));
    }

    private static RefluxConfig load(Path file, String section) {
        return new ConfigLoader(name -> null, name -> null, Path.of(""))
                .read(file)
                .config(section);
    }

    /** All that is below the temporary folder. */
    private List<String> tree() {
        try (Stream<Path> paths = Files.walk(temporary)) {
            return paths.map(path -> temporary.relativize(path).toString())
                    .filter(path -> !path.isEmpty())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    class Templates {

        @ParameterizedTest
        @EnumSource(EnvironmentTemplate.class)
        void yieldAnEnvironmentThatCanBeWorkedIn(EnvironmentTemplate template) throws IOException {
            NewEnvironment made = create("src/main/resources/db", template);

            String format = template.format().name().toLowerCase(Locale.ROOT);
            Path db = temporary.resolve("src/main/resources/db");
            List<String> names = new ArrayList<>(List.of("README.md", "revision." + format + ".template"));
            if (template == EnvironmentTemplate.YAML) {
                names.add("revision.schema.json");
            }
            names.add("versions/.gitkeep");
            List<String> files = new ArrayList<>(
                    names.stream().map(name -> db.resolve(name).toString()).toList());
            files.add(configuration().toString());
            assertThat(made.files()).containsExactlyElementsOf(files);
            assertThat(made.section()).isEmpty();
            RefluxConfig config = load(configuration(), "reflux");
            assertThat(config.scriptLocation()).isEqualTo(db);
            assertThat(config.revisionFormat()).isEqualTo(template.format());
            assertThat(ScriptDirectory.load(config, SqlLexis.postgresql())
                            .graph()
                            .heads())
                    .isEmpty();
        }

        @ParameterizedTest
        @EnumSource(EnvironmentTemplate.class)
        void bringTheBuiltInTemplateOfRevisionsAsItIs(EnvironmentTemplate template) throws IOException {
            create("db", template);

            String name = "revision." + template.format().name().toLowerCase(Locale.ROOT) + ".template";
            assertThat(Files.readString(temporary.resolve("db").resolve(name)))
                    .isEqualTo(TemplateText.read(name))
                    .contains("${revision}");
        }

        @ParameterizedTest
        @EnumSource(EnvironmentTemplate.class)
        void sayNothingInCommentsThatWouldBeRefused(EnvironmentTemplate template) throws IOException {
            create("db", template);
            String text = Files.readString(configuration());

            Files.writeString(configuration(), text.replaceAll("(?m)^  # (?=[a-z-]+: )", "  "));

            RefluxConfig config = load(configuration(), "reflux");
            assertThat(config.username()).isEqualTo(template == EnvironmentTemplate.SPRING ? null : "postgres");
        }

        @ParameterizedTest
        @EnumSource(EnvironmentTemplate.class)
        void leaveNoNameToBeReplaced(EnvironmentTemplate template) throws IOException {
            create("db", template);

            assertThat(Files.readString(configuration())).doesNotContain("<");
            assertThat(Files.readString(temporary.resolve("db/README.md")))
                    .contains("`revision." + template.format().name().toLowerCase(Locale.ROOT) + ".template`")
                    .doesNotContain("<");
        }

        @Test
        void forSpringTellTheApplicationWhereItsRevisionsAre() throws IOException {
            create("app/src/main/resources/db/market", EnvironmentTemplate.SPRING);

            assertThat(Files.readString(temporary.resolve("app/src/main/resources/db/market/README.md")))
                    .contains("version-locations: [\"classpath:db/market/versions\"]");
            assertThat(Files.readString(configuration()))
                    .doesNotContain("logging:")
                    .doesNotContain("url:");
        }
    }

    @Nested
    class Names {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "my db",
                    "it's",
                    "null",
                    "7",
                    "${HOME}",
                    "$${x}",
                    "a: b",
                    "a #b",
                    "-",
                    "[a]",
                    "<template>",
                    "ünder",
                    "a\\b"
                })
        void ofFoldersAreReadBackWhateverTheyMeanInYaml(String name) {
            create(name, EnvironmentTemplate.SQL);

            assertThat(load(configuration(), "reflux").scriptLocation()).isEqualTo(temporary.resolve(name));
        }

        @Test
        void ofSectionsAreTakenAsWell() {
            EnvironmentAuthor.create(new EnvironmentRequest(
                    temporary.resolve("db"), EnvironmentTemplate.YAML, configuration(), "second one"));

            assertThat(load(configuration(), "second one").revisionFormat()).isEqualTo(RevisionFormat.YAML);
        }

        @ParameterizedTest
        @ValueSource(strings = {"conf/application.yaml", "db/application.yaml", "a/b/c.yaml"})
        void ofConfigurationFilesElsewhereAreRelativeToThem(String name) {
            Path file = temporary.resolve(name);
            EnvironmentAuthor.create(
                    new EnvironmentRequest(temporary.resolve("db"), EnvironmentTemplate.SQL, file, "reflux"));

            assertThat(load(file, "reflux").scriptLocation().normalize()).isEqualTo(temporary.resolve("db"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"db", ".", "./a/../b", "../beside"})
        void mayBeRelativeToTheWorkingDirectory(String name) throws IOException {
            Path project = Files.createDirectories(temporary.resolve("project"));
            Path relative = Path.of("").toAbsolutePath().relativize(project.toRealPath());

            EnvironmentAuthor.create(new EnvironmentRequest(
                    relative.resolve(name), EnvironmentTemplate.SQL, relative.resolve("application.yaml"), "reflux"));

            Path location = load(project.resolve("application.yaml"), "reflux").scriptLocation();
            assertThat(location.resolve("versions/.gitkeep")).isRegularFile();
            assertThat(location.toRealPath())
                    .isEqualTo(project.toRealPath().resolve(name).normalize());
            assertThat(Files.readString(project.resolve("application.yaml")))
                    .contains("script-location: " + (name.equals(".") ? "'.'" : ""))
                    .doesNotContain(temporary.toString());
        }

        @Test
        void mayBeThatOfTheFolderOfTheConfigurationItself() {
            EnvironmentAuthor.create(
                    new EnvironmentRequest(temporary, EnvironmentTemplate.SQL, configuration(), "reflux"));

            assertThat(load(configuration(), "reflux").scriptLocation().normalize())
                    .isEqualTo(temporary);
        }

        @Test
        void ofTheFolderOfResourcesItselfAreNoPartOfTheClassPath() throws IOException {
            create("app/src/main/resources", EnvironmentTemplate.SPRING);

            assertThat(Files.readString(temporary.resolve("app/src/main/resources/README.md")))
                    .contains("version-locations: [\"classpath:versions\"]");
        }

        @Test
        void thatCannotBeWrittenAreRefused() {
            for (String directory : List.of("", " ", "a\nb", "\u001b[1m", "\uFFFD\uFFFDmlaut")) {
                assertThatThrownBy(() -> new EnvironmentRequest(Path.of(directory), EnvironmentTemplate.SQL))
                        .isInstanceOf(UsageException.class);
            }
            assertThatThrownBy(() ->
                            new EnvironmentRequest(Path.of("db"), EnvironmentTemplate.SQL, configuration(), "logging"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("sets up logging");
        }
    }

    @Nested
    class WhatIsThere {

        @Test
        void isNeverOverwritten() throws IOException {
            Files.writeString(configuration(), "spring: {broken");

            NewEnvironment made = create("db", EnvironmentTemplate.SQL);

            assertThat(Files.readString(configuration())).isEqualTo("spring: {broken");
            assertThat(made.files()).doesNotContain(configuration().toString());
            Path added = Files.writeString(
                    temporary.resolve("added.yaml"), made.section().orElseThrow());
            assertThat(load(added, "reflux").scriptLocation()).isEqualTo(temporary.resolve("db"));
            assertThat(made.section().orElseThrow()).startsWith("reflux:\n").doesNotContain("logging");
        }

        @Test
        void mayBeAnEmptyFolder() throws IOException {
            Files.createDirectories(temporary.resolve("db"));

            assertThat(create("db", EnvironmentTemplate.SQL).files()).hasSize(4);
        }

        @Test
        void inTheFolderIsRefusedAndNothingIsWritten() throws IOException {
            Files.createDirectories(temporary.resolve("db"));
            Files.writeString(temporary.resolve("db/.hidden"), "");

            assertThatThrownBy(() -> create("db", EnvironmentTemplate.SQL))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("is not empty");
            assertThat(tree()).containsExactly("db", "db/.hidden");
        }

        @Test
        void asAFileIsRefused() throws IOException {
            Files.writeString(temporary.resolve("db"), "");

            assertThatThrownBy(() -> create("db", EnvironmentTemplate.SQL))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("is no folder");
            assertThatThrownBy(() -> create("db/below", EnvironmentTemplate.SQL))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("is there already");
            assertThat(tree()).containsExactly("db");
        }
    }

    @Nested
    class Failures {

        @Test
        void leaveNothingBehindWhereTheConfigurationCannotBeWritten() throws IOException {
            Files.writeString(temporary.resolve("conf"), "a file, so no folder");
            EnvironmentRequest request = new EnvironmentRequest(
                    temporary.resolve("a/b/db"),
                    EnvironmentTemplate.SQL,
                    temporary.resolve("conf/application.yaml"),
                    "reflux");

            assertThatThrownBy(() -> EnvironmentAuthor.create(request))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("Nothing was left behind");
            assertThat(tree()).containsExactly("conf");
        }

        @Test
        void leaveNothingBehindWhereTheConfigurationWouldNotBeUnderstood() {
            Path relative = Path.of("").toAbsolutePath().relativize(temporary);

            assertThatThrownBy(() -> EnvironmentAuthor.create(new EnvironmentRequest(
                            relative.resolve("classpath:db"), EnvironmentTemplate.SQL, configuration(), "reflux")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("classpath:");
            assertThat(tree()).isEmpty();
        }

        @Test
        void leaveNothingBehindWhereALinkLeadsNowhere() throws IOException {
            Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("missing"));

            assertThatThrownBy(() -> create("link", EnvironmentTemplate.SQL))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("link is there already. Nothing was left behind");
            assertThat(tree()).containsExactly("link");
        }

        @Test
        void keepWhatOthersHavePutIntoAFolderMeanwhile() throws IOException {
            Path folder = temporary.resolve("db");
            try (CreatedPaths paths = new CreatedPaths()) {
                paths.folder(folder);
                paths.file(folder.resolve("ours"), "text");
                Files.writeString(folder.resolve("theirs"), "text");
            }

            assertThat(tree()).containsExactly("db", "db/theirs");
        }
    }
}
