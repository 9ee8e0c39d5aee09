package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.dialect.HistoryEntry;
import dev.reflux.error.ExitStatus;
import dev.reflux.error.Place;
import dev.reflux.revision.Direction;
import dev.reflux.revision.VersionOp;
import dev.reflux.runtime.MigrationReport.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines and tables that an operator reads. */
class TextFormsTests {

    private static Step upgrade(String from, String to, String message, int statements, long millis) {
        return new Step(
                Direction.UPGRADE,
                to,
                List.of(from),
                message,
                List.of(new VersionOp.Update(from, to)),
                List.of(to),
                1,
                statements,
                Duration.ofMillis(millis),
                "db/versions/" + to + ".sql");
    }

    @Test
    void stepsStandInColumns() {
        List<Step> steps = List.of(
                upgrade("ae1027a6acf0", "1975ea83b712", "create account table", 12, 34),
                upgrade("1975ea83b712", "b", "more", 1, 1234));
        StepTable table = new StepTable(steps, Style.PLAIN);

        assertThat(table.done(1, steps.get(0)))
                .isEqualTo("  1/2  upgrade  ae1027a6acf0 -> 1975ea83b712  create account table"
                        + "   12 statements     34 ms");
        assertThat(table.done(2, steps.get(1)))
                .isEqualTo("  2/2  upgrade  1975ea83b712 -> b             more                "
                        + "     1 statement     1.2 s");
    }

    @Test
    void aStampIsShownByItsRows() {
        Step stamp = new Step(
                Direction.STAMP,
                "c",
                List.of("x"),
                null,
                List.of(new VersionOp.Delete("a"), new VersionOp.Update("b", "c"), new VersionOp.Insert("d")),
                List.of("c", "d"),
                1,
                0,
                Duration.ZERO,
                null);

        assertThat(new StepTable(List.of(stamp), Style.PLAIN).bare(stamp)).isEqualTo("stamp  a, b -> c, d");
    }

    @Test
    void aLongMessageIsCutToOneLine() {
        assertThat(Columns.clip("first\n  second", 40)).isEqualTo("first second");
        assertThat(Columns.clip("abcdefghij", 8)).isEqualTo("abcde...");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "1000, 1.0 s", "59999, 59.9 s", "60000, 1 min 0 s", "3725000, 62 min 5 s"})
    void timesAreInTheUnitThatAReaderWouldChoose(long millis, String shown) {
        assertThat(ElapsedText.of(Duration.ofMillis(millis))).isEqualTo(shown);
    }

    @Test
    void theLogIsATableInUtc() {
        HistoryEntry done = entry(2, "upgrade", "succeeded", null, 34L);
        HistoryEntry failed = entry(1, "downgrade", "failed", "it broke\nbadly", null);

        assertThat(LogTable.lines(List.of(done, failed), Style.PLAIN))
                .containsExactly(
                        "STARTED (UTC)        DIRECTION  REVISION      OUTCOME    ELAPSED  BY      MESSAGE",
                        "2026-11-20 13:32:00  upgrade    1975ea83b712  succeeded  34 ms    market  create",
                        "2026-11-20 13:32:00  downgrade  1975ea83b712  failed              market  create",
                        "    it broke",
                        "    badly",
                        "    Reflux 1.0, 3 statements, run 00000000-0000-0000-0000-000000000001");
    }

    @Test
    void aLongLineIsWrappedAtBlanks() {
        assertThat(Columns.wrap("one two three", 8)).containsExactly("one two", "three");
        assertThat(Columns.wrap("abcdefghij kl", 8)).containsExactly("abcdefgh", "ij kl");
        assertThat(Columns.wrap("", 8)).containsExactly("");
        assertThat(Columns.wrap("  indented line", 10)).containsExactly("  indented", "line");
    }

    private static HistoryEntry entry(long id, String direction, String outcome, String error, Long elapsed) {
        return new HistoryEntry(
                id,
                new UUID(0, id),
                "1975ea83b712",
                null,
                direction,
                outcome,
                "create",
                null,
                3,
                error,
                OffsetDateTime.parse("2026-11-20T14:32:00.123+01:00"),
                null,
                elapsed,
                "market",
                null,
                "1.0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void controlCharactersOfOthersAreShownAndNotSent(boolean colors) {
        String hostile = "a\u001b[2J\u0007\u009b1m\u202eb";
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
        TextOutput output =
                new TextOutput(stream, stream, new LastLine(stream), new Terminal(true, true, colors), false);
        output.log(List.of(entry(1, "upgrade", "failed", hostile, null)));
        output.notice(hostile);
        output.programLine(hostile);
        output.revisionFile("edit", hostile, "r1");
        output.failed(new Failure("database_error", hostile, Place.UNKNOWN, null, List.of(), true));
        output.progress().stepFinished(upgrade("a", "b", hostile, 1, 1));

        String text = written.toString(StandardCharsets.UTF_8);
        assertThat(text.split(Pattern.quote("a\\u001B[2J\\u0007\\u009B1m\\u202Eb"), -1))
                .hasSize(7);
        assertThat(text.replaceAll("\u001b\\[[0-9;]+m", "")).doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");
        assertThat(text.contains("\u001b")).isEqualTo(colors);
    }

    @Test
    void aFailureIndentsItsLinesAndListsWhatWasCommitted() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Failure failure = new Failure(
                "database_error",
                "It failed.\n  Hint: none",
                Place.UNKNOWN,
                "42P01",
                List.of(upgrade("a", "b", "one", 1, 1), upgrade("b", "c", "two", 1, 1)),
                true);

        new TextOutput(stream, stream, new LastLine(stream), Terminal.NONE, false).failed(failure);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "error: It failed.",
                        "    Hint: none",
                        "  Type: database_error",
                        "  Committed before, so that the database is now at c:",
                        "    upgrade  a -> b  one",
                        "    upgrade  b -> c  two");
    }

    @Test
    void anUnexpectedFailureIsOneLineThatSaysWhatToDo() {
        Failure failure = Failure.of(
                new IllegalStateException("first\nsecret second"),
                new StepJournal(),
                text -> text.replace("secret", "********"));

        assertThat(failure.type()).isEqualTo("internal_error");
        assertThat(failure.message())
                .isEqualTo(
                        "Reflux itself failed: java.lang.IllegalStateException: first ******** second. Run the command"
                                + " again with --stacktrace, and report what it prints together with the version.");
        assertThat(ExitStatus.of(failure.type())).isEqualTo(1);
    }

    @Test
    void aBarStaysBelowTheLinesAndGoesInTheEnd() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);
        List<Step> steps = IntStream.range(0, 11)
                .mapToObj(i -> upgrade("r" + i, "r" + (i + 1), "m", 1, 1))
                .toList();

        try (StepProgress progress = new StepProgress(terminal, Style.PLAIN, new LastLine(terminal))) {
            progress.planned(steps);
            for (Step step : steps) {
                progress.stepStarted(step);
                progress.stepFinished(step);
            }
        }

        assertThat(screen.toString(StandardCharsets.UTF_8))
                .contains("\r\u001b[K   1/11  upgrade  r0 -> r1")
                .endsWith("\r\u001b[K");
    }

    @Test
    void linesOfTheLogStandAboveTheBar() throws IOException {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        LastLine line = new LastLine(new PrintStream(screen, true, StandardCharsets.UTF_8));

        line.write("before\n".getBytes(StandardCharsets.UTF_8));
        line.accept("50% r6");
        line.write("during\n".getBytes(StandardCharsets.UTF_8));
        line.close();
        line.write("after\n".getBytes(StandardCharsets.UTF_8));

        assertThat(screen.toString(StandardCharsets.UTF_8))
                .isEqualTo("before\n\r\u001b[K50% r6\r\u001b[Kduring\n50% r6\r\u001b[Kafter\n");
    }

    @Test
    void fewStepsHaveNoBar() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);
        Step step = upgrade("a", "b", "m", 1, 1);

        try (StepProgress progress = new StepProgress(terminal, Style.PLAIN, new LastLine(terminal))) {
            progress.planned(List.of(step));
            progress.stepStarted(step);
            progress.stepFinished(step);
        }

        assertThat(screen.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
    }
}
