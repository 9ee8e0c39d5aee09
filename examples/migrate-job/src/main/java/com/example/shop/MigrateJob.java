package com.example.shop;

import dev.reflux.Reflux;
import dev.reflux.error.ExitStatus;
import dev.reflux.error.RefluxException;
import dev.reflux.runtime.MigrationReport;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Sinks;

/** Migrates the database of the shop and ends with the exit status of what became of it. */
public final class MigrateJob {

    /** Below what an orchestrator waits between SIGTERM and SIGKILL, which is 30 s for Kubernetes. */
    private static final long SECONDS_TO_ROLL_BACK = 25;

    private MigrateJob() {}

    /** Reads {@code DATABASE_URL}, {@code DATABASE_USERNAME} and {@code DATABASE_PASSWORD}. */
    public static void main(String[] args) {
        Sinks.One<String> stop = Sinks.one();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cancel(stop, ended), "cancel migration"));

        int status = migrate(System.getenv(), stop);

        ended.countDown();
        Runtime.getRuntime().halt(flushed(status));
    }

    private static int migrate(Map<String, String> environment, Sinks.One<String> stop) {
        Reflux reflux = Reflux.builder()
                .url(environment.getOrDefault("DATABASE_URL", "r2dbc:postgresql://localhost:5432/shop"))
                .username(environment.getOrDefault("DATABASE_USERNAME", "shop"))
                .password(environment.getOrDefault("DATABASE_PASSWORD", ""))
                .locations("classpath:db/versions")
                .cancelWhen(stop.asMono())
                .build();
        try {
            MigrationReport report = reflux.upgrade("head").block();
            System.out.println(
                    report.steps().isEmpty()
                            ? "Nothing to do: already at " + report.to()
                            : "Upgraded from " + report.from() + " to " + report.to());
            return ExitStatus.DONE;
        } catch (RefluxException e) {
            System.err.println(e.code() + ": " + e.getMessage());
            return e.code().equals("cancelled") ? ExitStatus.TERMINATED : e.exitStatus();
        }
    }

    /** The statement is cancelled on the server and the transaction is rolled back before the process goes. */
    private static void cancel(Sinks.One<String> stop, CountDownLatch ended) {
        stop.tryEmitValue("the job is stopping");
        try {
            ended.await(SECONDS_TO_ROLL_BACK, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int flushed(int status) {
        System.out.flush();
        System.err.flush();
        return status;
    }
}
