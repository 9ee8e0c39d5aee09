package dev.reflux.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.status.Status;
import dev.reflux.config.LoggingConfig;
import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Applies the section {@code logging} to Logback.
 *
 * <p>Without a Logback file, lines go to the error stream, so that the output of a command stays clean: warnings of all, and
 * news of {@code dev.reflux}. Levels of the configuration come next, {@code -q} and {@code -v} last. May be applied any number
 * of times in one process; each time replaces all that was set up before.
 *
 * @see <a href="https://logback.qos.ch/manual/configuration.html">Logback: Configuration</a>
 */
final class LoggingSetup {

    private static final String OWN = "dev.reflux";

    /** Log with a stack trace what they also signal as an error, which we report. */
    private static final List<String> LOUD = List.of(
            "io.r2dbc.postgresql.client",
            "io.netty.channel",
            "reactor.netty.channel",
            "reactor.core.publisher.Operators");

    private static final String WIRE = "io.r2dbc.postgresql.client.ReactorNettyClient";

    private final LoggerContext context;

    LoggingSetup(LoggerContext context) {
        this.context = context;
    }

    /**
     * Sets up logging. Where several threads do so at once, the last one stays.
     *
     * @param err where lines go, unless a Logback file says otherwise; it is never closed
     * @param mask hides secrets in a line; of a Logback file, in what its appenders write to streams and files
     * @throws ConfigException if the Logback file is missing or invalid; what is logged from then on goes to {@code err}
     */
    void apply(LoggingConfig config, Verbosity verbosity, OutputStream err, UnaryOperator<String> mask) {
        synchronized (context) {
            applyAlone(config, verbosity, err, mask);
        }
    }

    private void applyAlone(LoggingConfig config, Verbosity verbosity, OutputStream err, UnaryOperator<String> mask) {
        Path file = config.config();
        if (file == null) {
            useStream(err, mask);
        } else {
            useFile(file, err, mask);
        }
        config.levels().forEach(this::setLevel);
        adjust(verbosity);
        keepBytesOut();
    }

    /** On trace the driver prints the bytes that it sends, and with them a password that the server wants in the clear. */
    private void keepBytesOut() {
        if (logger(WIRE).isTraceEnabled()) {
            logger(WIRE).setLevel(Level.DEBUG);
        }
    }

    private void useStream(OutputStream err, UnaryOperator<String> mask) {
        context.reset();
        PatternLayoutEncoder encoder = new MaskingEncoder(mask);
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{20} - %msg%n");
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setName("stderr");
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(new UnclosedStream(err));
        appender.start();
        logger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        logger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        logger(OWN).setLevel(Level.INFO);
        LOUD.forEach(name -> logger(name).setLevel(Level.OFF));
    }

    private void useFile(Path file, OutputStream err, UnaryOperator<String> mask) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw error(file, "is not a file that can be read. Correct logging.config", null);
        }
        context.reset();
        context.getStatusManager().clear();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        @Nullable ConfigException failure = null;
        try {
            configurator.doConfigure(file.toFile());
            failure = worstStatus()
                    .map(status -> error(file, "is invalid: " + status.getMessage(), status.getThrowable()))
                    .orElse(null);
        } catch (JoranException broken) {
            failure = error(file, "is invalid: " + broken.getMessage(), broken);
        }
        if (failure != null) {
            useStream(err, mask);
            throw failure;
        }
        keepOffStandardOutput();
        for (Logger logger : context.getLoggerList()) {
            mask(logger.iteratorForAppenders(), mask);
        }
    }

    private static void mask(Iterator<Appender<ILoggingEvent>> appenders, UnaryOperator<String> mask) {
        while (appenders.hasNext()) {
            Appender<ILoggingEvent> appender = appenders.next();
            if (appender instanceof OutputStreamAppender<ILoggingEvent> writing
                    && !(writing.getEncoder() instanceof MaskedEncoder)) {
                writing.setEncoder(new MaskedEncoder(writing.getEncoder(), mask));
            } else if (appender instanceof AppenderAttachable<?> outer) {
                @SuppressWarnings("unchecked") // what an appender of events hands them to
                AppenderAttachable<ILoggingEvent> inner = (AppenderAttachable<ILoggingEvent>) outer;
                mask(inner.iteratorForAppenders(), mask);
            }
        }
    }

    /** Standard output is for results alone. */
    private void keepOffStandardOutput() {
        for (Logger logger : context.getLoggerList()) {
            logger.iteratorForAppenders().forEachRemaining(appender -> {
                if (appender instanceof ConsoleAppender<?> console
                        && console.getTarget().equals("System.out")) {
                    console.stop();
                    console.setTarget("System.err");
                    console.start();
                }
            });
        }
    }

    private Optional<Status> worstStatus() {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getEffectiveLevel() >= Status.ERROR)
                .max(Comparator.comparingInt(Status::getEffectiveLevel));
    }

    private void adjust(Verbosity verbosity) {
        if (verbosity == Verbosity.QUIET) {
            context.getLoggerList().stream()
                    .filter(logger ->
                            logger.getLevel() != null && !logger.getLevel().isGreaterOrEqual(Level.ERROR))
                    .forEach(logger -> logger.setLevel(Level.ERROR));
        } else if (verbosity == Verbosity.VERBOSE && !logger(OWN).isDebugEnabled()) {
            logger(OWN).setLevel(Level.DEBUG);
        }
    }

    private void setLevel(String name, String level) {
        logger(name).setLevel(Level.toLevel(level.equals("fatal") ? "error" : level.toUpperCase(Locale.ROOT)));
    }

    /** Logback takes the root logger's name in any case. */
    private Logger logger(String name) {
        return context.getLogger(name);
    }

    private static ConfigException error(Path file, String problem, @Nullable Throwable cause) {
        String sentence = "The Logback file " + file + " " + problem;
        return new ConfigException(
                sentence.endsWith(".") ? sentence : sentence + ".", Place.ofFile(file.toString()), cause);
    }
}
