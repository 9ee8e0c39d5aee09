package dev.reflux.spring;

import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter;

/**
 * Ends the process with the migration, well or not, before anything that depends on the database has been made.
 *
 * <p>The application context is left as it is: it is not complete, so that to close it would have beans made that nobody needs
 * any more.
 *
 * @param process ends the process with a status
 */
record ApplicationExit(IntConsumer process) {

    /**
     * Ends the JVM, on a thread of its own: while a signal ends it already, {@code System.exit} blocks, and a thread that
     * blocks in it while it refreshes an application context would have Spring's shutdown hook wait for that without end. A
     * thread that waits is what Spring recognizes and goes on without.
     */
    static final ApplicationExit OF_THE_JVM = new ApplicationExit(ApplicationExit::endJvm);

    private static final Logger log = LoggerFactory.getLogger(ApplicationExit.class);

    void done() {
        log.info("The application ends now: reflux.exit-after-migration is true.");
        process.accept(0);
    }

    /** Reports the failure as Spring Boot does, and ends the process with the status of the command line. */
    void failed(MigrationFailedException failure) {
        FailureAnalysis analysis = new RefluxFailureAnalyzer().analyze(failure);
        if (analysis == null) {
            log.error("The database was not migrated, and the application ends.", failure);
        } else {
            new LoggingFailureAnalysisReporter().report(analysis);
        }
        process.accept(failure.exitStatus());
    }

    /** Never returns. */
    private static void endJvm(int status) {
        Thread ending = new Thread(() -> System.exit(status), "reflux-exit");
        ending.start();
        while (true) {
            try {
                ending.join();
            } catch (InterruptedException e) {
                log.debug("Interrupted by the shutdown that this thread waits for.");
            }
        }
    }
}
