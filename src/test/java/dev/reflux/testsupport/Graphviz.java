package dev.reflux.testsupport;

import dev.reflux.junit.TestServerSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * The program {@code dot}, which knows best what DOT is.
 *
 * @see <a href="https://graphviz.org/doc/info/command.html">Graphviz</a>
 */
public final class Graphviz {

    private Graphviz() {}

    /**
     * What {@code dot -Tformat} makes of a graph. Skips the test where the program is not installed, and fails it where
     * nothing may be skipped.
     *
     * @throws IllegalArgumentException when the program refuses the graph, or warns of it
     */
    public static String render(String graph, String format) {
        Path dot = Program.onPath("dot")
                .orElseThrow(() -> Missing.report(TestServerSettings.current(), "Graphviz (dot) is not installed."));
        Program.Outcome outcome = Program.run(dot, graph, List.of("-T" + format));
        if (outcome.exitCode() != 0 || !outcome.errors().isEmpty()) {
            throw new IllegalArgumentException("dot refuses the graph: " + outcome.errors() + "\n" + graph);
        }
        return outcome.output();
    }
}
