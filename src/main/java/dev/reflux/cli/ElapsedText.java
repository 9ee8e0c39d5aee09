package dev.reflux.cli;

import java.time.Duration;

/** Shows how long something took, in the unit that a reader would choose. */
final class ElapsedText {

    private static final Duration SECONDS = Duration.ofSeconds(1);
    private static final Duration MINUTES = Duration.ofMinutes(1);

    private ElapsedText() {}

    static String of(Duration elapsed) {
        if (elapsed.compareTo(SECONDS) < 0) {
            return elapsed.toMillis() + " ms";
        }
        if (elapsed.compareTo(MINUTES) < 0) {
            return elapsed.toSeconds() + "." + elapsed.toMillisPart() / 100 + " s";
        }
        return elapsed.toMinutes() + " min " + elapsed.toSecondsPart() + " s";
    }
}
