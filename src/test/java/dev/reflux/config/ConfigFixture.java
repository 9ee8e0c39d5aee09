package dev.reflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reflux.error.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A folder with configuration files, and variables that no real environment holds. */
final class ConfigFixture {

    final Path folder;
    final Map<String, String> properties = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();

    ConfigFixture(Path folder) {
        this.folder = folder;
    }

    ConfigLoader loader() {
        return new ConfigLoader(properties::get, environment::get, folder);
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The section {@code reflux} of a default file with this text. */
    RefluxConfig load(String text) {
        write("application.yaml", text);
        return loader().read(null).config(null);
    }

    LoggingConfig logging(String text) {
        write("application.yaml", text);
        return loader().read(null).logging();
    }

    /** The error of a default file with this text; it must name its place at the beginning of the message too. */
    ConfigException refusal(String text, int line, int column) {
        ConfigException error = refusal(() -> load(text));
        assertThat(error.place().file())
                .isEqualTo(folder.resolve("application.yaml").toString());
        assertThat(error.line()).as(error.getMessage()).isEqualTo(line);
        assertThat(error.place().column()).as(error.getMessage()).isEqualTo(column);
        assertThat(error).hasMessageStartingWith(error.place().describe() + ": ");
        return error;
    }

    static ConfigException refusal(ThrowingCallable call) {
        ConfigException error = catchThrowableOfType(ConfigException.class, call);
        assertThat(error).as("the refusal").isNotNull();
        assertThat(error.code()).isEqualTo("config_error");
        assertThat(error.getMessage()).endsWith(".");
        return error;
    }
}
