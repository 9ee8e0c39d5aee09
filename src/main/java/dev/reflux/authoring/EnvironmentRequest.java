package dev.reflux.authoring;

import dev.reflux.config.ConfigFile;
import dev.reflux.config.ConfigLoader;
import dev.reflux.error.UsageException;
import java.nio.file.Path;

/**
 * A new environment to be made: Alembic's {@code alembic init}.
 *
 * @param directory its folder, missing or empty; a relative one is below the working directory
 * @param template what it is made from
 * @param configuration the configuration file, which is made where it is missing and else left alone
 * @param section the section of the file, {@code reflux} unless several databases share the file
 */
public record EnvironmentRequest(Path directory, EnvironmentTemplate template, Path configuration, String section) {

    private static final String LOGGING = "logging";

    /**
     * Checks the values.
     *
     * @throws UsageException if the folder or the section has no name that can be written into a configuration
     */
    public EnvironmentRequest {
        requireName("The folder of the environment", directory.toString());
        requireName("The section", section);
        if (section.equals(LOGGING)) {
            throw new UsageException("The section logging is the one that sets up logging. Choose another name.");
        }
    }

    /** An environment in a folder, with {@code application.yaml} in the working directory. */
    public EnvironmentRequest(Path directory, EnvironmentTemplate template) {
        this(directory, template, Path.of(ConfigLoader.DEFAULT_FILE), ConfigFile.DEFAULT_SECTION);
    }

    private static void requireName(String what, String name) {
        if (name.isBlank()) {
            throw new UsageException(what + " has no name. Name it, as in \"reflux init db\".");
        }
        ReadableText.require(what, name);
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new UsageException(what + " has a control character in its name. Choose another name.");
        }
    }
}
