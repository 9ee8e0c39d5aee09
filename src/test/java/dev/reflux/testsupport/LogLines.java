package dev.reflux.testsupport;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What a class logs, until it is closed. */
public final class LogLines implements AutoCloseable {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private final @Nullable Level before;

    private LogLines(Logger logger, @Nullable Level before) {
        this.logger = logger;
        this.before = before;
        appender.start();
        logger.addAppender(appender);
    }

    /** Listens to a class. */
    public static LogLines of(Class<?> type) {
        Logger logger = (Logger) LoggerFactory.getLogger(type);
        return new LogLines(logger, logger.getLevel());
    }

    /** Listens to a class that is made to say what it says at level info. */
    public static LogLines informedBy(Class<?> type) {
        LogLines lines = of(type);
        lines.logger.setLevel(Level.INFO);
        return lines;
    }

    /** All that was said so far, oldest first. */
    public List<String> all() {
        return List.copyOf(appender.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** The warnings so far, oldest first. */
    public List<String> warnings() {
        return List.copyOf(appender.list).stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(before);
    }
}
