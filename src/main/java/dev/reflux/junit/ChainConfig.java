package dev.reflux.junit;

import dev.reflux.config.ConfigFile;
import dev.reflux.config.ConfigLoader;
import dev.reflux.config.Mode;
import dev.reflux.config.RefluxConfig;
import dev.reflux.config.RefluxConfigBuilder;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The configuration of a chain under test: everything but which database. */
final class ChainConfig {

    private static final String PACKED_LOCATION = "db/versions";

    private ChainConfig() {}

    /**
     * Reads it. Blocks.
     *
     * @throws dev.reflux.error.ConfigException if a named file or section is missing, or a value cannot be used
     */
    static RefluxConfig of(ChainSettings settings) {
        RefluxConfigBuilder builder = read(settings).toBuilder();
        if (!settings.locations().isEmpty()) {
            builder.versionLocations(settings.locations());
        }
        RefluxConfig config = settings.change().apply(builder).mode(Mode.ONLINE).build();
        return onClassPathWhereNoFolderIs(config);
    }

    private static RefluxConfig read(ChainSettings settings) {
        ConfigLoader loader = ConfigLoader.ofProcess();
        Path named = settings.file();
        ConfigFile file = loader.read(named);
        if (named != null || file.path().isPresent()) {
            return file.configOfFiles(settings.section());
        }
        Optional<Path> packed = packed();
        return packed.map(loader::read).orElse(file).configOfFiles(settings.section()).toBuilder()
                // its folder is one of the build's
                .baseDirectory(Path.of(""))
                .build();
    }

    /** The file on the class path, where it is not inside a jar: what a project under test has is in a folder. */
    private static Optional<Path> packed() {
        URL url = loader().getResource(ConfigLoader.DEFAULT_FILE);
        try {
            return url == null || !url.getProtocol().equals("file")
                    ? Optional.empty()
                    : Optional.of(Path.of(url.toURI()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static ClassLoader loader() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? ChainConfig.class.getClassLoader() : ofThread;
    }

    private static RefluxConfig onClassPathWhereNoFolderIs(RefluxConfig config) {
        Path usual = config.scriptLocation().resolve("versions");
        boolean packed = config.versionLocations().equals(List.of(usual.toString()))
                && !Files.exists(usual)
                && loader().getResource(PACKED_LOCATION) != null;
        return packed
                ? config.toBuilder()
                        .versionLocations("classpath:" + PACKED_LOCATION)
                        .build()
                : config;
    }
}
