package dev.reflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTests {

    private final ConfigFixture files;

    ConfigLoaderTests(@TempDir Path folder) {
        files = new ConfigFixture(folder);
    }

    @Nested
    class ChoiceOfTheFile {

        @Test
        void theNamedFileComesFirst() {
            files.write("application.yaml", "reflux: {username: default}");
            files.write("env.yaml", "reflux: {username: env}");
            files.environment.put("REFLUX_CONFIG", "env.yaml");
            Path named = files.write("named.yaml", "reflux: {username: named}");

            assertThat(files.loader().read(named).config(null).username()).isEqualTo("named");
            assertThat(files.loader().read(null).config(null).username()).isEqualTo("env");
            files.environment.put("REFLUX_CONFIG", "");
            assertThat(files.loader().read(null).config(null).username()).isEqualTo("default");
        }

        @Test
        void aMissingDefaultFileMeansDefaults() {
            ConfigFile file = files.loader().read(null);

            assertThat(file.path()).isEmpty();
            assertThat(file.logging()).isEqualTo(LoggingConfig.DEFAULTS);
            assertThat(file.config(null))
                    .isEqualTo(
                            RefluxConfig.builder().baseDirectory(files.folder).build());
        }

        @Test
        void aMissingNamedFileIsRefused() {
            ConfigException error = ConfigFixture.refusal(() -> files.loader().read(Path.of("other.yaml")));

            assertThat(error)
                    .hasMessage("The configuration file " + files.folder.resolve("other.yaml")
                            + " does not exist. Name a file that does, or leave the name out.");
            assertThat(error.file())
                    .isEqualTo(files.folder.resolve("other.yaml").toString());
        }

        @Test
        void aMissingFileNamedByTheEnvironmentIsRefused() {
            files.environment.put("REFLUX_CONFIG", "other.yaml");

            assertThat(ConfigFixture.refusal(() -> files.loader().read(null)))
                    .hasMessageContaining("other.yaml does not exist");
        }

        @Test
        void aNameThatIsNoPathIsRefused() {
            files.environment.put("REFLUX_CONFIG", "a\0b");

            assertThat(ConfigFixture.refusal(() -> files.loader().read(null)))
                    .hasMessageStartingWith("The environment variable REFLUX_CONFIG is not a path: ");
        }

        @Test
        void staticLoadersReadANamedFile() {
            Path file = files.write("named.yaml", "reflux: {username: a}\nother: {username: b}");

            assertThat(RefluxConfig.load(file).versionTable()).isEqualTo("reflux_version");
            assertThat(RefluxConfig.load(file, "other").baseDirectory()).isEqualTo(files.folder);
            assertThat(ConfigFixture.refusal(() -> RefluxConfig.load(file, "third")))
                    .hasMessageContaining("third");
        }
    }

    @Nested
    class Content {

        @Test
        void emptyFilesAndSectionsMeanDefaults() {
            RefluxConfig defaults =
                    RefluxConfig.builder().baseDirectory(files.folder).build();

            for (String text :
                    new String[] {"", "# nothing\n", "---\n---\n", "reflux:\n", "reflux: {}\n", "null\n", "a: b\n"}) {
                assertThat(files.load(text)).as(text).isEqualTo(defaults);
            }
        }

        @Test
        void aByteOrderMarkIsSkipped() {
            assertThat(files.load("\uFEFFreflux: {username: a}").username()).isEqualTo("a");
            assertThat(files.load("\uFEFF").username()).isNull();
        }

        @Test
        void aDirectoryIsRefused() throws IOException {
            Files.createDirectory(files.folder.resolve("application.yaml"));

            assertThat(ConfigFixture.refusal(() -> files.loader().read(null)))
                    .hasMessageEndingWith("is a directory. Name the file itself, such as application.yaml.");
        }

        @Test
        void aPathThroughAFileIsRefused() {
            files.write("file", "");

            assertThat(ConfigFixture.refusal(() -> files.loader().read(Path.of("file/application.yaml"))))
                    .hasMessageContaining("cannot be read: Not a directory");
        }

        @Test
        void otherEncodingsAreRefusedWithTheLine() throws IOException {
            Files.write(
                    files.folder.resolve("application.yaml"),
                    "reflux:\n  username: J\u00FCrgen\n".getBytes(StandardCharsets.ISO_8859_1));

            ConfigException error = ConfigFixture.refusal(() -> files.loader().read(null));

            assertThat(error).hasMessageEndingWith("application.yaml:2: This is not UTF-8. Save the file in UTF-8.");
            assertThat(error.line()).isEqualTo(2);
        }

        @Test
        void aCharacterCutOffAtTheEndIsRefused() throws IOException {
            Files.write(files.folder.resolve("application.yaml"), new byte[] {'#', (byte) 0xC3});

            assertThat(ConfigFixture.refusal(() -> files.loader().read(null))).hasMessageContaining("not UTF-8");
        }

        @Test
        void controlCharactersAreRefusedWithTheirPlace() {
            assertThat(files.refusal("reflux:\n  username: a\u0000b\n", 2, 14))
                    .hasMessageEndingWith("YAML does not allow the character U+0000. Remove it.");
        }

        @Test
        void aHugeFileIsRefused() {
            files.write("application.yaml", "#".repeat(1 << 20));
            assertThat(files.loader().read(null).path()).isPresent();

            files.write("application.yaml", "#".repeat((1 << 20) + 1));
            assertThat(ConfigFixture.refusal(() -> files.loader().read(null)))
                    .hasMessageContaining("is larger than 1 MiB");
        }

        @Test
        void deepNestingIsRefused() {
            assertThat(files.refusal("a: " + "[".repeat(100_000), 1, 54)).hasMessageContaining("deeper than 50 levels");
        }

        @Test
        void brokenYamlIsRefusedWithItsPlaceAndWithoutTheText() {
            ConfigException error = files.refusal("reflux:\n  password: \"hunter2\n  username: a\n", 4, 1);

            assertThat(error).hasMessageContaining("This is no valid YAML: found unexpected end of stream.");
            assertThat(error).hasNoCause();
            assertThat(error.toString()).doesNotContain("hunter2");
        }

        @Test
        void anEscapeOverWhichTheLibraryStumblesIsRefusedLikeAnyOther() {
            files.write("application.yaml", "reflux:\n  password: \"hunter2\\x");
            ConfigException error = ConfigFixture.refusal(() -> files.loader().read(null));

            assertThat(error).hasMessageContaining("This is no valid YAML").hasNoCause();
            assertThat(error.toString()).doesNotContain("hunter2");
        }

        @Test
        void anotherDocumentThanAMappingIsRefused() {
            assertThat(files.refusal("- a\n", 1, 1)).hasMessageContaining("must hold further keys, not a list");
            assertThat(files.refusal("text\n", 1, 1)).hasMessageContaining("not a single text");
        }
    }

    @Nested
    class Sections {

        @Test
        void aNamedSectionIsReadInPlaceOfTheDefaultOne() {
            files.write("application.yaml", "reflux: {lok: 1}\nshop: {username: a}\n");

            assertThat(files.loader().read(null).config("shop").username()).isEqualTo("a");
        }

        @Test
        void aMissingSectionNamesThoseThatThereAre() {
            Path file = files.write("application.yaml", "shop: {username: a}\nname: x\nbilling:\n  username: b\n");

            assertThat(ConfigFixture.refusal(() -> files.loader().read(file).config("chop")))
                    .hasMessage("The configuration file " + file
                            + " has no section chop. It has the sections shop, billing.");
            assertThat(ConfigFixture.refusal(() -> files.loader().read(file).config("reflux")))
                    .hasMessageContaining("no section reflux");
            assertThat(files.loader().read(file).config(null).username()).isNull();
        }

        @Test
        void aSectionOfAFileThatIsMissingIsRefused() {
            assertThat(ConfigFixture.refusal(() -> files.loader().read(null).config("shop")))
                    .hasMessageStartingWith("There is no section shop, for there is no file ");
        }

        @Test
        void aFileWithoutAnySectionSaysSo() {
            files.write("application.yaml", "a: b\n");

            assertThat(ConfigFixture.refusal(() -> files.loader().read(null).config("shop")))
                    .hasMessageEndingWith("It has no section at all.");
        }

        @Test
        void aSectionThatIsNoMappingIsRefused() {
            assertThat(files.refusal("reflux: [a]\n", 1, 9))
                    .hasMessageContaining("reflux must hold further keys, not a list");
        }
    }

    @Nested
    class Environment {

        @Test
        void variablesWinOverTheFile() {
            files.environment.put("REFLUX_URL", "r2dbc:postgresql://b/b");
            files.environment.put("REFLUX_USERNAME", "u2");
            files.environment.put("REFLUX_PASSWORD", "${p2}");
            files.environment.put("REFLUX_MODE", "offline");

            RefluxConfig config =
                    files.load("reflux: {url: 'r2dbc:postgresql://a/a', username: u1, password: p1, mode: online}");

            assertThat(config.url()).isEqualTo("r2dbc:postgresql://b/b");
            assertThat(config.username()).isEqualTo("u2");
            assertThat(Objects.requireNonNull(config.password()).reveal()).isEqualTo("${p2}");
            assertThat(config.mode()).isEqualTo(Mode.OFFLINE);
        }

        @Test
        void variablesHoldWithoutAFileAndInAnySection() {
            files.environment.put("REFLUX_USERNAME", "u2");
            assertThat(files.loader().read(null).config(null).username()).isEqualTo("u2");

            files.write("application.yaml", "shop: {username: u1}");
            assertThat(files.loader().read(null).config("shop").username()).isEqualTo("u2");
        }

        @Test
        void emptyVariablesCountAsNotSet() {
            files.environment.put("REFLUX_USERNAME", "");

            assertThat(files.load("reflux: {username: u1}").username()).isEqualTo("u1");
        }

        @Test
        void valuesGivenToTheBuilderWinOverTheEnvironment() {
            files.environment.put("REFLUX_USERNAME", "u2");

            RefluxConfig config = files.load("").toBuilder().username("u3").build();

            assertThat(config.username()).isEqualTo("u3");
        }

        @Test
        void wrongVariablesAreRefusedByName() {
            files.environment.put("REFLUX_MODE", "off");
            assertThat(ConfigFixture.refusal(() -> files.load("")))
                    .hasMessage("The environment variable REFLUX_MODE must be one of online, offline, not 'off'.");

            files.environment.put("REFLUX_MODE", "online");
            files.environment.put("REFLUX_URL", "postgres://u:hunter2@h/d");
            assertThat(ConfigFixture.refusal(() -> files.load("")))
                    .hasMessage("The environment variable REFLUX_URL must begin with r2dbc: or embedded:.");
        }
    }
}
