package dev.reflux.cli;

import ch.qos.logback.classic.LoggerContext;
import dev.reflux.config.ConfigFile;
import dev.reflux.config.ConfigLoader;
import dev.reflux.config.LoggingConfig;
import dev.reflux.config.RefluxConfig;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ExitStatus;
import dev.reflux.error.InternalException;
import dev.reflux.error.VisibleText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ParseResult;

/** One call of the command line, from the arguments to the exit status. */
final class Invocation {

    private final String[] arguments;
    private final PrintStream out;
    private final PrintStream err;
    private final LastLine lastLine;
    private final RawArguments raw;
    private final Terminal terminal;
    private final Masking mask;
    private final StepJournal journal = new StepJournal();
    private final CommandTree tree;

    Invocation(String[] arguments, PrintStream out, PrintStream err) {
        this.arguments = arguments;
        this.out = out;
        this.err = err;
        this.lastLine = new LastLine(err);
        this.raw = new RawArguments(List.of(arguments));
        this.terminal = Terminal.detect(out, err, raw.noColor());
        this.mask = Masking.of(raw, System.getenv("REFLUX_URL"), System.getenv("REFLUX_PASSWORD"));
        this.tree = new CommandTree(terminal.out() && terminal.colors());
    }

    int run() {
        try (Cancellation cancellation = Cancellation.onSignals(err);
                Output output = output(raw.json(), false)) {
            try {
                int status = run(tree.parse(arguments), cancellation);
                err.flush();
                if (out.checkError() && raw.json()) {
                    throw new InternalException(
                            "The document could not be written whole. Check where the output goes.");
                }
                return status;
            } catch (Throwable failure) { // whatever it is, the shell gets a status and the user a message
                return fail(failure, output, cancellation.exitStatus());
            }
        }
    }

    private int run(ParseResult parsed, Cancellation cancellation) {
        GlobalOptions globals = tree.globals();
        try (Output output = output(globals.json(), globals.quiet())) {
            ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
            if (command.isUsageHelpRequested()) {
                output.help(command.commandSpec().commandLine().getUsageMessage());
                return ExitStatus.DONE;
            }
            if (parsed.isVersionHelpRequested()) {
                output.version(version());
                return ExitStatus.DONE;
            }
            if (!(command.commandSpec().userObject() instanceof CliCommand chosen)) {
                output.noCommand(tree.usage());
                return ExitStatus.USAGE;
            }
            return chosen.run(new Session(configure(chosen, globals), output, journal, cancellation));
        }
    }

    private Output output(boolean json, boolean quiet) {
        return json ? new JsonOutput(out, err, quiet) : new TextOutput(out, err, lastLine, terminal, quiet);
    }

    private RefluxConfig configure(CliCommand command, GlobalOptions globals) {
        if (!command.isConfigured()) {
            setUpLogging(LoggingConfig.DEFAULTS, globals);
            return RefluxConfig.defaults();
        }
        ConfigFile file = ConfigLoader.ofProcess().read(globals.configFile());
        RefluxConfig config = globals.over(file.config(globals.section()));
        mask.use(config);
        setUpLogging(file.logging(), globals);
        return config;
    }

    private void setUpLogging(LoggingConfig config, GlobalOptions globals) {
        ILoggerFactory logging = LoggerFactory.getILoggerFactory();
        if (logging instanceof LoggerContext context) {
            new LoggingSetup(context).apply(config, globals.verbosity(), lastLine, mask);
        }
    }

    private int fail(Throwable error, Output output, int cancelled) {
        Failure failure = Failure.of(error, journal, mask);
        if (raw.stacktrace()) {
            StringWriter trace = new StringWriter();
            error.printStackTrace(new PrintWriter(trace, true));
            err.print(VisibleText.of(mask.apply(trace.toString())));
        }
        output.failed(failure);
        err.flush();
        if (!(error instanceof CancelledException)) { // then the stream may be what the run hangs on
            tellAside(failure);
        }
        return failure.type().equals("cancelled") ? cancelled : ExitStatus.of(failure.type());
    }

    /** A document that standard output does not take tells nobody what went wrong. */
    private void tellAside(Failure failure) {
        if (out.checkError() && raw.json()) {
            try (Output text = new TextOutput(out, err, lastLine, terminal, false)) {
                text.failed(failure);
            }
            err.flush();
        }
    }

    private static String version() {
        String version = RefluxCli.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
