package dev.reflux.cli;

import dev.reflux.config.RefluxConfig;
import dev.reflux.config.RefluxConfigBuilder;
import dev.reflux.error.ConfigException;
import dev.reflux.error.UsageException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command; they may stand before the command or after it. */
@Command(
        name = "reflux",
        synopsisHeading = "Usage: ",
        customSynopsis = "reflux [GLOBAL OPTIONS] COMMAND [OPTIONS]",
        header = "Schema migrations for reactive Java.",
        optionListHeading = "%nGlobal options:%n",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Exit status: 0 done, 1 failed, 2 wrong usage or configuration, 3 a difference was found,",
            "4 the migration lock was not free, 130 and 143 interrupted after a rollback.",
            "\"reflux COMMAND --help\" tells more of a command."
        })
final class GlobalOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Configuration file; else $REFLUX_CONFIG, else application.yaml.")
    private @Nullable Path configFile;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "SECTION",
            scope = ScopeType.INHERIT,
            description = "Section of the file to read in place of reflux.")
    private @Nullable String section;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Database in place of the configured one.")
    private @Nullable String url;

    @Option(
            names = "-x",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "Value of a placeholder; may be given several times.")
    private Map<String, String> placeholders = new LinkedHashMap<>();

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Say nothing of progress; log errors alone.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log details. After current, history, heads or branches: list all of a revision.")
    private boolean verbose;

    @Option(
            names = "--output",
            paramLabel = "text|json",
            converter = OutputFormat.Converter.class,
            scope = ScopeType.INHERIT,
            description = "What standard output holds; json is exactly one document.")
    private OutputFormat output = OutputFormat.TEXT;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours, on a terminal neither.")
    @SuppressWarnings("UnusedVariable") // picocli asks for it, or it is looked for before parsing
    private boolean noColor;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Print the stack trace of a failure.")
    @SuppressWarnings("UnusedVariable") // picocli asks for it, or it is looked for before parsing
    private boolean stacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli asks for it, or it is looked for before parsing
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    @SuppressWarnings("UnusedVariable") // picocli asks for it, or it is looked for before parsing
    private boolean version;

    @Nullable
    Path configFile() {
        return configFile;
    }

    @Nullable
    String section() {
        return section;
    }

    boolean quiet() {
        return quiet;
    }

    boolean json() {
        return output == OutputFormat.JSON;
    }

    void logDetails() {
        verbose = true;
    }

    Verbosity verbosity() {
        if (verbose) {
            return Verbosity.VERBOSE;
        }
        return quiet ? Verbosity.QUIET : Verbosity.NORMAL;
    }

    /**
     * The configuration with the options that win over it.
     *
     * @throws UsageException if one of them cannot be used
     */
    RefluxConfig over(RefluxConfig config) {
        try {
            RefluxConfigBuilder builder = config.toBuilder();
            if (url != null) {
                builder.overridingUrl(url);
            }
            if (!placeholders.isEmpty()) {
                Map<String, String> all = new LinkedHashMap<>(config.placeholders());
                all.putAll(placeholders);
                builder.placeholders(all);
            }
            return builder.build();
        } catch (ConfigException refused) {
            throw new UsageException("The options cannot be used: " + refused.getMessage(), refused.place(), refused);
        }
    }
}
