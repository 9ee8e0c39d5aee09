package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.config.Mode;
import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainConfigTests {

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("application.yaml"), text);
    }

    private <T> T withClassPath(Path root, Callable<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {root.toUri().toURL()}, null)) {
            thread.setContextClassLoader(loader);
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void whatTellsTheDatabaseIsNotReadSoThatItsVariablesNeedNotBeSet() throws IOException {
        Path file = write(
                """
                reflux:
                  url: r2dbc:postgresql://${NO_SUCH_HOST}/market
                  username: ${NO_SUCH_NAME}
                  password: ${NO_SUCH_PASSWORD}
                  options: {sslMode: "${NO_SUCH_MODE}"}
                  pool: {max-size: 4}
                  mode: offline
                  version-table: mine
                """);

        RefluxConfig config = ChainConfig.of(ChainSettings.defaults().file(file));

        assertThat(config.url()).isNull();
        assertThat(config.username()).isNull();
        assertThat(config.password()).isNull();
        assertThat(config.options()).isEmpty();
        assertThat(config.pool()).isNull();
        assertThat(config.mode()).isEqualTo(Mode.ONLINE);
        assertThat(config.versionTable()).isEqualTo("mine");
    }

    @Test
    void otherVariablesMustBeSet() throws IOException {
        Path file = write("reflux: {version-table: \"${NO_SUCH_TABLE}\"}\n");

        assertThatThrownBy(() -> ChainConfig.of(ChainSettings.defaults().file(file)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("NO_SUCH_TABLE");
    }

    @Test
    void locationsAndChangesWinOverTheSectionOfTheFile() throws IOException {
        Path file = write("audit: {version-table: a, version-locations: [one]}\n");

        RefluxConfig config = ChainConfig.of(ChainSettings.defaults()
                .file(file)
                .section("audit")
                .locations("/two")
                .configure(values -> values.historyTable("h"))
                .configure(values -> values.historyTable(null)));

        assertThat(config.versionTable()).isEqualTo("a");
        assertThat(config.versionLocations()).containsExactly("/two");
        assertThat(config.historyTable()).isNull();
        assertThatThrownBy(
                        () -> ChainConfig.of(ChainSettings.defaults().file(file).section("other")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("other");
    }

    @Test
    void aFolderThatIsNotThereIsLookedForOnTheClassPath() throws Exception {
        Path file = write("reflux: {}\n");
        ChainSettings settings = ChainSettings.defaults().file(file);
        assertThat(ChainConfig.of(settings).versionLocations())
                .containsExactly(folder.resolve("db/versions").toString());

        Path root = Files.createDirectories(folder.resolve("root"));
        Files.createDirectories(root.resolve("db/versions"));

        assertThat(withClassPath(root, () -> ChainConfig.of(settings).versionLocations()))
                .containsExactly("classpath:db/versions");
        Files.createDirectories(folder.resolve("db/versions"));
        assertThat(withClassPath(root, () -> ChainConfig.of(settings).versionLocations()))
                .containsExactly(folder.resolve("db/versions").toString());
    }

    @Test
    void aNamedFileMustBeThere() {
        assertThatThrownBy(() -> ChainConfig.of(ChainSettings.defaults().file(folder.resolve("none.yaml"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none.yaml");
    }
}
