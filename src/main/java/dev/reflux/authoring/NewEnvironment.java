package dev.reflux.authoring;

import java.util.List;
import java.util.Optional;

/**
 * An environment that was made.
 *
 * @param directory its folder, as it was asked for
 * @param files the files that were written, in order, as the user would name them
 * @param configuration the configuration file, as the user would name it
 * @param section what is still to be added to the configuration file, in YAML; empty where the file was written
 */
public record NewEnvironment(String directory, List<String> files, String configuration, Optional<String> section) {

    /** Copies the list. */
    public NewEnvironment {
        files = List.copyOf(files);
    }
}
