package dev.reflux.spring;

import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/**
 * Ends the application once the database is migrated, before anything that depends on the database has been made.
 *
 * @param context the application
 * @param process ends the process with a status
 */
record ApplicationExit(ApplicationContext context, IntConsumer process) {

    private static final Logger log = LoggerFactory.getLogger(ApplicationExit.class);

    void done() {
        log.info("The application ends now: reflux.exit-after-migration is true.");
        process.accept(SpringApplication.exit(context, () -> 0));
    }
}
