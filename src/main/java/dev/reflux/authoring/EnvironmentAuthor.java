package dev.reflux.authoring;

import dev.reflux.config.ConfigLoader;
import dev.reflux.config.RefluxConfig;
import dev.reflux.config.RevisionFormat;
import dev.reflux.error.Place;
import dev.reflux.error.UsageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes new environments. Follows Alembic's {@code command.init}, with one difference on purpose: either everything is
 * written or nothing.
 */
public final class EnvironmentAuthor {

    private static final String VERSIONS = "versions";

    private final EnvironmentRequest request;
    private final Path directory;

    private EnvironmentAuthor(EnvironmentRequest request) {
        this.request = request;
        this.directory = request.directory().normalize();
    }

    /**
     * Makes an environment: a README, a folder for revisions, the template of revisions (of YAML revisions, their JSON Schema
     * too), and the configuration file unless it is there. Blocks.
     *
     * @throws UsageException if the folder holds anything already, or something cannot be written; nothing is left behind
     */
    public static NewEnvironment create(EnvironmentRequest request) {
        return new EnvironmentAuthor(request).create();
    }

    private NewEnvironment create() {
        try (CreatedPaths paths = new CreatedPaths()) {
            requireEmpty();
            NewEnvironment made = write(paths);
            paths.keep();
            return made;
        } catch (IOException e) {
            throw new UsageException(
                    "The environment " + request.directory() + " cannot be made: " + reason(e)
                            + ". Nothing was left behind; choose another folder, or see to its permissions.",
                    Place.ofFile(request.directory().toString()),
                    e);
        }
    }

    private void requireEmpty() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw refused("is no folder");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw refused("is not empty");
            }
        }
    }

    private UsageException refused(String why) {
        return new UsageException(
                request.directory() + " is there already and " + why
                        + ". Name a folder that is missing or empty; nothing was written.",
                Place.ofFile(request.directory().toString()));
    }

    private NewEnvironment write(CreatedPaths paths) throws IOException {
        Path configuration = request.configuration();
        boolean configured = Files.exists(configuration, LinkOption.NOFOLLOW_LINKS);
        if (Files.isDirectory(configuration)) {
            throw new UsageException(
                    "The configuration file " + configuration + " is a folder. Name a file in it, such as "
                            + configuration.resolve(ConfigLoader.DEFAULT_FILE) + "; nothing was written.",
                    Place.ofFile(configuration.toString()));
        }
        paths.folder(directory.toAbsolutePath());
        paths.folder(configurationFolder());
        EnvironmentTexts texts = new EnvironmentTexts(request, scriptLocation());
        paths.file(directory.resolve("README.md"), texts.readme());
        paths.file(directory.resolve(texts.templateName()), TemplateText.read(texts.templateName()));
        if (request.template().format() == RevisionFormat.YAML) {
            paths.file(directory.resolve(SchemaLink.FILE), TemplateText.read(SchemaLink.RESOURCE));
        }
        paths.folder(directory.resolve(VERSIONS));
        // Version control keeps no empty folder, and a version location that is missing is an error
        paths.file(directory.resolve(VERSIONS).resolve(".gitkeep"), "");
        if (!configured) {
            paths.file(configuration, texts.configuration());
            requireReadable();
        }
        return new NewEnvironment(
                request.directory().toString(),
                paths.files().stream().map(Path::toString).toList(),
                configuration.toString(),
                configured ? Optional.of(texts.section()) : Optional.empty());
    }

    private Path configurationFolder() {
        Path file = request.configuration().toAbsolutePath().normalize();
        return file.getParent() == null ? file : file.getParent();
    }

    /** The folder as the configuration file names it: relative to itself, unless an absolute one was asked for. */
    private String scriptLocation() throws IOException {
        Path base = configurationFolder().toRealPath();
        Path real = directory.toRealPath();
        boolean relative =
                real.startsWith(base) || (!directory.isAbsolute() && Objects.equals(real.getRoot(), base.getRoot()));
        String location = (relative ? base.relativize(real) : real).toString();
        return location.isEmpty() ? "." : location.replace(real.getFileSystem().getSeparator(), "/");
    }

    /** What is written must be understood, whatever the folder is called. */
    private void requireReadable() throws IOException {
        RefluxConfig config = new ConfigLoader(name -> null, name -> null, Path.of(""))
                .read(request.configuration())
                .config(request.section());
        if (!Files.isSameFile(config.scriptLocation(), directory)) {
            throw new UsageException("The folder " + request.directory()
                    + " cannot be written into a configuration file. Choose another name; nothing was written.");
        }
    }

    private static @Nullable String reason(IOException failure) {
        if (failure instanceof FileAlreadyExistsException) {
            return failure.getMessage() + " is there already";
        }
        return failure instanceof AccessDeniedException
                ? failure.getMessage() + " may not be written"
                : failure.toString();
    }
}
