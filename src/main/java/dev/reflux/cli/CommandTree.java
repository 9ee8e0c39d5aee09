package dev.reflux.cli;

import dev.reflux.error.Place;
import dev.reflux.error.UsageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The commands, in the order of the help text. */
final class CommandTree {

    private static final int HELP_WIDTH = 100;
    private static final String[] VERBOSE = {"-v", "--verbose"};

    private final GlobalOptions globals = new GlobalOptions();
    private final CommandLine root = new CommandLine(globals);

    CommandTree(boolean colored) {
        add("init", new InitCommand(globals));
        add("revision", new RevisionCommand());
        add("merge", new MergeCommand());
        add("upgrade", new UpgradeCommand());
        add("downgrade", new DowngradeCommand());
        add("stamp", new StampCommand());
        add("current", new CurrentCommand());
        add("history", new HistoryCommand());
        add("heads", new HeadsCommand());
        add("branches", new BranchesCommand());
        add("show", new ShowCommand());
        add("edit", new EditCommand());
        add("graph", new GraphCommand());
        add("ensure-version", new EnsureVersionCommand());
        add("log", new LogCommand());
        add("verify", new VerifyCommand());
        root.setExpandAtFiles(false);
        root.setUsageHelpWidth(HELP_WIDTH);
        root.setColorScheme(Help.defaultColorScheme(colored ? Help.Ansi.ON : Help.Ansi.OFF));
    }

    private void add(String name, CliCommand command) {
        CommandLine line = new CommandLine(command);
        root.addSubcommand(name, line);
        CommandSpec spec = line.getCommandSpec();
        if (spec.findOption(VERBOSE[0]) == null) {
            spec.addOption(verbose());
        }
        UsageMessageSpec usage = spec.usageMessage();
        usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, CommandTree::options);
        usage.synopsisHeading("Usage: ");
        usage.customSynopsis("reflux " + name + " [OPTIONS]" + parameters(spec));
        usage.parameterListHeading("%n");
    }

    private static String parameters(CommandSpec spec) {
        return spec.positionalParameters().stream()
                .map(parameter ->
                        " " + parameter.paramLabel() + (parameter.arity().isVariable() ? "..." : ""))
                .collect(Collectors.joining());
    }

    /** For the commands that have no long form of their own the option means what it means before the command. */
    private OptionSpec verbose() {
        ISetter setter = new ISetter() {
            @Override
            @SuppressWarnings("TypeParameterUnusedInFormals") // picocli's signature
            public <T> @Nullable T set(T value) {
                if (Boolean.TRUE.equals(value)) {
                    globals.logDetails();
                }
                return null;
            }
        };
        return OptionSpec.builder(VERBOSE)
                .type(boolean.class)
                .arity("0")
                .setter(setter)
                .description("Log details.")
                .build();
    }

    /** A command's own options come first. */
    private static String options(Help help) {
        List<OptionSpec> own = new ArrayList<>();
        List<OptionSpec> global = new ArrayList<>();
        for (OptionSpec option : help.commandSpec().options()) {
            (option.inherited() ? global : own).add(option);
        }
        return section(help, "%nOptions:%n", own) + section(help, "%nGlobal options:%n", global);
    }

    private static String section(Help help, String heading, List<OptionSpec> options) {
        if (options.isEmpty()) {
            return "";
        }
        options.sort(Comparator.comparing(CommandTree::sortKey));
        return help.createHeading(heading) + help.optionListExcludingGroups(options);
    }

    private static String sortKey(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    GlobalOptions globals() {
        return globals;
    }

    /**
     * Parses the arguments into the options of the globals and the command.
     *
     * @throws UsageException if they do not fit
     */
    ParseResult parse(String[] arguments) {
        try {
            return root.parseArgs(arguments);
        } catch (ParameterException refused) {
            throw new UsageException(UsageMessage.of(refused), Place.UNKNOWN, refused);
        }
    }

    String usage() {
        return root.getUsageMessage();
    }
}
