package dev.reflux.engine;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Files that are named among a driver's options, such as certificates.
 *
 * <p>A driver looks for them in the working directory, which is another one in each shell; here they belong to the
 * configuration, as every path of it does.
 */
final class OptionFiles {

    private OptionFiles() {}

    /**
     * The options with the paths of files resolved against the folder of the configuration.
     *
     * @throws ConfigException if such a file is not there or cannot be read
     */
    static ConnectionFactoryOptions resolve(RefluxConfig config, ConnectionFactoryOptions options) {
        String driver = String.valueOf(options.getValue(ConnectionFactoryOptions.DRIVER));
        ConnectionFactoryOptions.Builder resolved = options.mutate();
        for (String name : Drivers.load().fileOptions(driver)) {
            Option<Object> option = Option.valueOf(name);
            if (options.getValue(option) instanceof String text) {
                resolved.option(option, resolve(config, name, text));
            }
        }
        return resolved.build();
    }

    private static String resolve(RefluxConfig config, String option, String text) {
        Path file = path(config, option, text);
        if (Files.isRegularFile(file)) {
            if (!Files.isReadable(file)) {
                throw refused(option, file + ", which cannot be read. Let the user that runs Reflux read it");
            }
            return file.toString();
        }
        if (isOnClassPath(text)) {
            return text;
        }
        throw refused(
                option,
                file
                        + ", which is no file. Correct it; a relative path begins at the folder of the configuration file");
    }

    private static Path path(RefluxConfig config, String option, String text) {
        try {
            return config.baseDirectory().resolve(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw refused(option, "what is no path: " + e.getReason() + ". Correct it");
        }
    }

    /** Drivers take certificates from the class path too. */
    private static boolean isOnClassPath(String name) {
        return !name.isEmpty()
                && ConnectionFactoryOptions.class.getClassLoader().getResource(name) != null;
    }

    private static ConfigException refused(String option, String why) {
        return new ConfigException("The driver's option " + option + " names " + why + ".");
    }
}
