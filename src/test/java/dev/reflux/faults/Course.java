package dev.reflux.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.config.Timeouts;
import dev.reflux.config.TransactionMode;
import dev.reflux.error.RefluxException;
import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.PgDump;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/**
 * The chain in one direction: a database to start from, and what an undisturbed run makes of it.
 *
 * @param command {@code upgrade} or {@code downgrade}
 * @param mode how steps share transactions
 * @param files folder of the revisions
 * @param before never touched; trials run on copies
 * @param points all points of an undisturbed run
 * @param expected how it leaves the database
 * @param dump the program that tells, where one is installed
 */
record Course(
        String command,
        TransactionMode mode,
        Path files,
        TestDatabase before,
        List<Point> points,
        Snapshot expected,
        Optional<PgDump> dump) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** To connect on a busy machine; and where it is tried how soon a run sees that nobody answers. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private static final Duration SHORT = Duration.ofSeconds(2);

    /** From nothing to the head. */
    static Course up(TestDatabase empty, TransactionMode mode, Path files) {
        empty.execute(Chain.JOURNAL);
        return unknown("upgrade", mode, files, empty).recorded();
    }

    /** From the head to nothing; all but the journal goes. */
    static Course down(TestDatabase empty, TransactionMode mode, Path files) {
        TestDatabase upgraded = empty.another();
        upgraded.execute(Chain.JOURNAL);
        unknown("upgrade", mode, files, upgraded).run(upgraded);
        return unknown("downgrade", mode, files, upgraded).recorded();
    }

    private static Course unknown(String command, TransactionMode mode, Path files, TestDatabase before) {
        Optional<PgDump> dump = PgDump.find(before.majorVersion());
        return new Course(command, mode, files, before, List.of(), Snapshot.of(before, dump), dump);
    }

    private Course recorded() {
        try (TestDatabase database = before.copy();
                FencedWire wire = FencedWire.to(database.host(), database.port())) {
            MigrationReport report = start(database, wire).block(PATIENCE);
            assertThat(report.steps().stream()
                            .mapToInt(MigrationReport.Step::statements)
                            .sum())
                    .as("statements of the chain")
                    .isGreaterThanOrEqualTo(Chain.STATEMENTS);
            return new Course(command, mode, files, before, wire.points(), Snapshot.of(database, dump), dump);
        }
    }

    String target() {
        return command.equals("upgrade") ? Chain.LAST : "base";
    }

    /** A run, not yet subscribed to, straight to the server and to any revision on the way. */
    Mono<MigrationReport> start(TestDatabase database, String to) {
        return start(database.url(), to, MigrationListener.NONE, LONG);
    }

    /** A run through a wire. */
    Mono<MigrationReport> start(TestDatabase database, FencedWire wire) {
        return start(database, wire, MigrationListener.NONE);
    }

    /** A run through a wire that somebody listens to. */
    Mono<MigrationReport> start(TestDatabase database, FencedWire wire, MigrationListener listener) {
        return start(url(database, wire), target(), listener, LONG);
    }

    /** A run through a wire that waits for nobody longer than it must. */
    Mono<MigrationReport> startImpatient(TestDatabase database, FencedWire wire, MigrationListener listener) {
        return start(url(database, wire), target(), listener, SHORT);
    }

    static String url(TestDatabase database, FencedWire wire) {
        return database.url().replace(database.host() + ":" + database.port(), "127.0.0.1:" + wire.port());
    }

    private Mono<MigrationReport> start(String url, String to, MigrationListener listener, Duration connect) {
        Reflux reflux = Reflux.builder()
                .url(url)
                .locations(files.toString())
                .listener(listener)
                .configure(values ->
                        values.transaction(mode).timeouts(new Timeouts(connect, Duration.ZERO, Duration.ZERO)))
                .build();
        return command.equals("upgrade") ? reflux.upgrade(to) : reflux.downgrade(to);
    }

    private void run(TestDatabase database) {
        start(database, target()).block(PATIENCE);
    }

    /**
     * The run ends in time, well or with an error of these types, and what it and its listener say is what the database
     * shows.
     */
    Optional<RefluxException> assertTold(
            CompletableFuture<MigrationReport> run, HeardRun heard, TestDatabase database, String... types) {
        Optional<RefluxException> told = Failures.assertTold(run, types);
        assertNoSessionIsLeft(database);
        if (told.isEmpty()) {
            assertComplete(database);
        } else if (!told.get().getMessage().contains("it is not known whether it took effect")) {
            assertThat(heard.committed())
                    .as("committed, before: " + told.get().getMessage())
                    .isEqualTo(Snapshot.succeeded(database, command));
        }
        return told;
    }

    void assertComplete(TestDatabase database) {
        Snapshot.of(database, dump).assertSameAs(expected);
    }

    /** The next run, with nothing done by hand before it, ends where an undisturbed run does. */
    void assertFinishedByTheNextRun(TestDatabase database) {
        run(database);
        assertComplete(database);
        assertNoSessionIsLeft(database);
    }

    /** The server ends a session whose client could not ask for it. */
    static void assertNoSessionIsLeft(TestDatabase database) {
        Eventually.holds(() -> assertThat(database.sessions()).isEmpty());
    }

    /** To be asked when no run is under way in this process. */
    static void assertNoThreadIsLeft() {
        Eventually.holds(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("reflux-")));
    }

    @Override
    public String toString() {
        return command + ", transaction: " + mode.name().toLowerCase(Locale.ROOT)
                + (dump.isPresent() ? ", compared by pg_dump too" : "");
    }
}
