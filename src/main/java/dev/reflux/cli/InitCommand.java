package dev.reflux.cli;

import dev.reflux.Reflux;
import dev.reflux.authoring.EnvironmentRequest;
import dev.reflux.authoring.EnvironmentTemplate;
import dev.reflux.config.ConfigFile;
import dev.reflux.config.ConfigLoader;
import dev.reflux.error.ExitStatus;
import dev.reflux.error.UsageException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code init DIR}. It writes the configuration that other commands read, and so reads none. */
@Command(description = "Write a new environment: configuration, folder and template of revisions.")
final class InitCommand implements CliCommand {

    private final GlobalOptions globals;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "Its folder, which must be missing or empty.")
    private @Nullable Path directory;

    @Option(
            names = {"-t", "--template"},
            paramLabel = "NAME",
            converter = TemplateConverter.class,
            description = "sql (default), yaml, java or spring.")
    private EnvironmentTemplate template = EnvironmentTemplate.SQL;

    @Option(names = "--list-templates", description = "List the templates and write nothing.")
    private boolean listTemplates;

    InitCommand(GlobalOptions globals) {
        this.globals = globals;
    }

    /** Reads the value of {@code --template}. */
    static final class TemplateConverter implements ITypeConverter<EnvironmentTemplate> {

        @Override
        public EnvironmentTemplate convert(String value) {
            return Arrays.stream(EnvironmentTemplate.values())
                    .filter(template -> template.templateName().equals(value))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("expected one of " + names() + " but was '" + value + "'"));
        }

        private static String names() {
            return Arrays.stream(EnvironmentTemplate.values())
                    .map(EnvironmentTemplate::templateName)
                    .collect(Collectors.joining(", "));
        }
    }

    @Override
    public boolean isConfigured() {
        return false;
    }

    @Override
    public int run(Session session) {
        if (listTemplates) {
            session.output().templates(List.of(EnvironmentTemplate.values()));
        } else {
            // Not awaitLocal: a cancelled run must not end before everything has been removed again
            session.output().initialized(session.await(Reflux.init(request())));
        }
        return ExitStatus.DONE;
    }

    private EnvironmentRequest request() {
        if (directory == null) {
            throw new UsageException("The folder of the environment is missing. Name it, as in \"reflux init db\".");
        }
        String section = globals.section();
        return new EnvironmentRequest(
                directory,
                template,
                ConfigLoader.ofProcess().file(globals.configFile()),
                section == null ? ConfigFile.DEFAULT_SECTION : section);
    }
}
